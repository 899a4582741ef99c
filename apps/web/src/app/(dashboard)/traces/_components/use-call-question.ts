"use client";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { useScope } from "#lib/scope/use-scope.ts";
import { callsParams } from "../search-params.ts";

/** The part of the URL that the list asks the server. */
export function useCallQuestion() {
  const [params, setParams] = useQueryStates(callsParams, { history: "push" });
  const { input } = useScope();
  const { kind, q, cost, took, ttft, tokens } = params;
  const question = useMemo(
    () => ({ ...input, kind, q, cost, took, ttft, tokens }),
    [input, kind, q, cost, took, ttft, tokens],
  );
  return { params, setParams, question };
}

export type CallQuestion = ReturnType<typeof useCallQuestion>["question"];
