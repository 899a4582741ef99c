"use client";
import { useRouter } from "next/navigation";
import { PageHeader } from "#components/shell/page-header.tsx";
import { useScopedHref } from "#components/shell/scoped-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { ContentResults } from "./_components/content-results.tsx";
import { NewestCalls } from "./_components/newest-calls.tsx";
import { RangeFilters } from "./_components/range-filters.tsx";
import { SearchBox } from "./_components/search-box.tsx";
import { SearchChips } from "./_components/search-chips.tsx";
import { useCallQuestion } from "./_components/use-call-question.ts";
import type { Suggestion } from "./_components/use-suggestions.ts";
import type { KINDS } from "./search-params.ts";

const KIND_OPTIONS: readonly { readonly value: (typeof KINDS)[number]; readonly label: string }[] = [
  { value: "all", label: "Calls" },
  { value: "counted", label: "In the totals" },
  { value: "errors", label: "Failed" },
  { value: "unpriced", label: "No price" },
  { value: "no_usage", label: "No usage" },
  { value: "spans", label: "Every span" },
];

/** The calls behind the figures: searched, newest first, live. */
export function CallsView() {
  const { params, setParams, question } = useCallQuestion();
  const scope = useScope();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const router = useRouter();
  const scoped = useScopedHref();
  const { q, text, cost, took, ttft, tokens, kind } = params;
  const pick = (suggestion: Suggestion) => {
    if (suggestion.kind === "trace") router.push(scoped(`/traces/${suggestion.text.toLowerCase()}`));
    if (suggestion.kind === "find") void setParams({ q: suggestion.text, text: null });
    if (suggestion.kind === "content") void setParams({ text: suggestion.text, q: null });
    const { token } = suggestion;
    if (suggestion.kind === "filter" && !scope.params.f.includes(token))
      void scope.setParams({ f: [...scope.params.f, token] });
  };
  const isNarrowed = [q, cost, took, ttft, tokens].some((value) => value !== "") || kind !== "all";
  const clear = () =>
    void setParams({ q: null, text: null, cost: null, took: null, ttft: null, tokens: null, kind: null });
  return (
    <>
      <PageHeader title="Calls" />
      <div className="space-y-3 p-4 sm:p-6">
        <div className="flex flex-wrap items-center gap-2">
          <SearchBox onPick={pick} />
          <RangeFilters
            value={{ cost, took, ttft, tokens }}
            onChange={(next) =>
              void setParams({
                cost: next.cost || null,
                took: next.took || null,
                ttft: next.ttft || null,
                tokens: next.tokens || null,
              })
            }
          />
        </div>
        <SearchChips
          search={{ q, text, cost, took, ttft, tokens }}
          onRemove={(name) => void setParams({ [name]: null })}
        />
        <Card
          flush
          label="Calls"
          title={text === "" ? "Newest first" : "In messages, newest first"}
          description={
            text === ""
              ? "Model calls, and the wrapper spans that repeat their tokens."
              : "Spans whose messages, tool data or documents have the words."
          }
          actions={
            <div className="max-w-[calc(100vw-4rem)] overflow-x-auto">
              <Segmented
                label="Show"
                value={kind}
                options={KIND_OPTIONS}
                onChange={(next) => void setParams({ kind: next })}
              />
            </div>
          }
        >
          {text === "" ? (
            <NewestCalls question={question} timeZone={timeZone} onClear={isNarrowed ? clear : undefined} />
          ) : (
            <ContentResults question={question} text={text} timeZone={timeZone} />
          )}
        </Card>
      </div>
    </>
  );
}
