"use client";
import type { inferRouterOutputs } from "@trpc/server";
import { useEffect, useState } from "react";
import type { AppRouter } from "#server/root.ts";

export type ListedCall = inferRouterOutputs<AppRouter>["calls"]["list"]["calls"][number];

export interface LiveCalls {
  readonly status: "off" | "connecting" | "open" | "paused" | "problem";
  /** Newest arrivals first; each once. */
  readonly calls: readonly ListedCall[];
  /** Arrivals that were too many to send. */
  readonly skipped: number;
}

const OFF: LiveCalls = { status: "off", calls: [], skipped: 0 };
const KEPT = 300;
const RETRY_MS = 5000;

interface Batch {
  readonly calls: readonly ListedCall[];
  readonly skipped: number;
}

/**
 * Calls as they become queryable, by server-sent events. A tab in the background closes the stream and goes on where it
 * was when it is looked at again.
 */
export function useLiveCalls(input: object, enabled: boolean): LiveCalls {
  const question = enabled ? JSON.stringify(input) : null;
  const [state, setState] = useState<LiveCalls & { readonly question: string | null }>({ ...OFF, question: null });
  useEffect(() => {
    if (question === null) return;
    const tell = (change: (before: LiveCalls) => LiveCalls) =>
      setState((before) => ({ ...change(before.question === question ? before : OFF), question }));
    return openTail(question, {
      onStatus: (status) => tell((before) => ({ ...before, status })),
      onBatch: (batch) => tell((before) => ({ ...added(before, batch), status: "open" })),
    });
  }, [question]);
  return question !== null && state.question === question ? state : OFF;
}

/** A row's own identity. */
export function callKey({ writer, seq }: Pick<ListedCall, "writer" | "seq">): string {
  return `${writer}:${seq}`;
}

function added(before: LiveCalls, { calls, skipped }: Batch): LiveCalls {
  const known = new Set(before.calls.map(callKey));
  const fresh = calls.filter((call) => !known.has(callKey(call)));
  return {
    ...before,
    calls: fresh.length === 0 ? before.calls : [...fresh, ...before.calls].slice(0, KEPT),
    skipped: before.skipped + skipped,
  };
}

interface TailHandlers {
  readonly onStatus: (status: LiveCalls["status"]) => void;
  readonly onBatch: (batch: Batch) => void;
}

/** Keeps a stream open while the tab is seen; returns how to end it. */
function openTail(question: string, { onStatus, onBatch }: TailHandlers): () => void {
  let source: EventSource | null = null;
  let retry: number | undefined;
  let cursor = "";
  const close = () => {
    window.clearTimeout(retry);
    source?.close();
    source = null;
  };
  const open = () => {
    close();
    const after = cursor === "" ? "" : `&after=${cursor}`;
    const opened = new EventSource(`/api/live/calls?input=${encodeURIComponent(question)}${after}`);
    source = opened;
    opened.addEventListener("calls", (event: MessageEvent<string>) => {
      cursor = event.lastEventId;
      onBatch(JSON.parse(event.data) as Batch);
    });
    opened.addEventListener("problem", () => onStatus("problem"));
    opened.addEventListener("end", () => {
      close();
      onStatus("problem");
    });
    opened.addEventListener("error", () => {
      // A refusal closes for good; a lost connection comes back by itself.
      onStatus(opened.readyState === EventSource.CLOSED ? "problem" : "connecting");
      if (opened.readyState === EventSource.CLOSED) retry = window.setTimeout(open, RETRY_MS);
    });
  };
  const follow = () => {
    if (document.visibilityState === "hidden") {
      close();
      onStatus("paused");
      return;
    }
    onStatus("connecting");
    open();
  };
  document.addEventListener("visibilitychange", follow);
  follow();
  return () => {
    document.removeEventListener("visibilitychange", follow);
    close();
  };
}
