"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Money } from "#components/figures/money.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { TextField } from "#components/ui/field.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

const START = {
  provider: "openai",
  model: "gpt-4o-mini",
  serviceTier: "",
  at: "",
  uncachedInput: "1000",
  cacheRead: "0",
  cacheWrite5m: "0",
  cacheWrite1h: "0",
  output: "500",
};
type Draft = typeof START;

const TOKENS = [
  ["uncachedInput", "Input, not cached"],
  ["cacheRead", "Cache read"],
  ["cacheWrite5m", "Cache write, 5 min"],
  ["cacheWrite1h", "Cache write, 1 h"],
  ["output", "Output"],
] as const;

/** Tries a call: what it would cost and from which price. Nothing is stored. */
export function TestCall() {
  const [draft, setDraft] = useState(START);
  const [asked, setAsked] = useState<Draft | null>(null);
  const { project } = useScope();
  const answer = useQuery({
    ...useTRPC().settings.prices.test.queryOptions({ project, ...inputOf(asked ?? START) }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  });
  const set = (name: keyof Draft) => ({
    value: draft[name],
    onChange: ({ target }: { target: { value: string } }) =>
      setDraft((before) => ({ ...before, [name]: target.value })),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(draft);
  }
  return (
    <Card title="Test a call" description="What would it cost, and by which price?">
      <form onSubmit={submit} className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <TextField label="Provider" {...set("provider")} />
        <TextField label="Model" {...set("model")} />
        <TextField label="Service tier" placeholder="standard" {...set("serviceTier")} />
        {TOKENS.map(([name, label]) => (
          <TextField
            key={name}
            label={label}
            type="number"
            min={0}
            max={1_000_000_000}
            step={1}
            required
            {...set(name)}
          />
        ))}
        <TextField className="col-span-2" label="At (UTC)" type="datetime-local" hint="Empty: now" {...set("at")} />
        <div className="col-span-full flex flex-wrap items-center gap-3">
          <Button type="submit" variant="solid">
            Price it
          </Button>
          <output aria-live="polite" className="min-w-0 flex-1">
            {answer.error && <span className="text-bad">{answer.error.message}</span>}
            {answer.data && asked && (
              <>
                <span className="font-semibold">
                  <Money usd={answer.data.usd} />
                </span>{" "}
                <span className="text-ink-2">{answer.data.words}</span>
                {answer.data.parts.length > 1 && (
                  <span className="block text-xs text-ink-3">
                    {answer.data.parts.map(({ name, usd }) => `${name} $${usd}`).join(" + ")}
                  </span>
                )}
              </>
            )}
          </output>
        </div>
      </form>
    </Card>
  );
}

function inputOf(draft: Draft) {
  const count = (text: string) => Math.max(0, Math.trunc(Number(text)) || 0);
  return {
    provider: draft.provider,
    model: draft.model,
    serviceTier: draft.serviceTier,
    atMs: draft.at === "" ? null : Date.parse(`${draft.at}Z`),
    uncachedInput: count(draft.uncachedInput),
    cacheRead: count(draft.cacheRead),
    cacheWrite5m: count(draft.cacheWrite5m),
    cacheWrite1h: count(draft.cacheWrite1h),
    output: count(draft.output),
  };
}
