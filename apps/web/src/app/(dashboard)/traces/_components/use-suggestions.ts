"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { dimensionLabel } from "#lib/scope/dimensions.ts";
import { formatFilterToken } from "#lib/scope/filter-token.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

/** What a text in the search field can mean. */
export interface Suggestion {
  readonly key: string;
  /** trace: open it. find, content: search for `text`. filter: add `token`. complete: put `text` into the field. */
  readonly kind: "trace" | "find" | "content" | "filter" | "complete";
  readonly does: string;
  readonly text: string;
  readonly token: string;
}

const MIN_CONTENT = 2;

/** Suggestions for what was typed: always the plain searches, then real values of dimensions and attributes. */
export function useSuggestions(typed: string): readonly Suggestion[] {
  const text = useDeferredValue(typed.trim());
  const { project } = useScope();
  const trpc = useTRPC();
  const assignment = /^([A-Za-z0-9_.-]+)\s*=\s*(.*)$/s.exec(text);
  const key = assignment?.[1] ?? "";
  const isWord = text.length >= MIN_CONTENT && assignment === null && text.length <= 200;
  const values = useQuery({
    ...trpc.scope.search.queryOptions({ project, text }),
    enabled: isWord,
    placeholderData: keepPreviousData,
  });
  const keys = useQuery({
    ...trpc.calls.attributeKeys.queryOptions({ project, text }),
    enabled: isWord && /^[A-Za-z0-9_.-]+$/.test(text),
  });
  const ofKey = useQuery({
    ...trpc.scope.values.queryOptions({ project, dimension: `attr:${key}`, prefix: assignment?.[2] ?? "" }),
    enabled: key !== "",
  });
  if (text === "") return [];
  if (assignment !== null)
    return attributeValues(
      key,
      assignment[2] ?? "",
      (ofKey.data ?? []).map(({ value }) => value),
    );
  return [
    ...plain(text),
    ...(isWord ? (values.data ?? []) : []).map(({ dimension, value }) => filter(dimension, value)),
    ...(keys.data ?? []).slice(0, 5).map((name) => ({
      key: `key ${name}`,
      kind: "complete" as const,
      does: "Attribute",
      text: `${name}=`,
      token: "",
    })),
  ];
}

function plain(text: string): readonly Suggestion[] {
  const own = (kind: Suggestion["kind"], does: string): Suggestion => ({ key: kind, kind, does, text, token: "" });
  if (/^[0-9a-f]{32}$/i.test(text)) return [own("trace", "Open trace"), own("find", "Calls of trace")];
  if (/^[0-9a-f]{16}$/i.test(text)) return [own("find", "Span id is"), own("content", "Messages contain")];
  const find = own("find", "Name contains, or id is");
  return text.length < MIN_CONTENT ? [find] : [find, own("content", "Messages contain")];
}

function attributeValues(key: string, typed: string, values: readonly string[]): readonly Suggestion[] {
  const wanted = typed === "" ? [] : [typed];
  const all = [...new Set([...wanted, ...values.filter((value) => value !== "")])].slice(0, 12);
  return all.map((value) => filter(`attr:${key}`, value));
}

function filter(dimension: string, value: string): Suggestion {
  const token = formatFilterToken({ dimension, value, exclude: false });
  return { key: token, kind: "filter", does: `${dimensionLabel(dimension)} is`, text: value, token };
}
