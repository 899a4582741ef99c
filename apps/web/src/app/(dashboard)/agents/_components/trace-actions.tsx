"use client";
import { Hand, Play } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { ChangedTrace, useTraceChange } from "./use-trace-change.ts";

/** Halt or release, whichever makes sense; a reader sees the button and why it is off. */
export function TraceActions({
  trace,
  isHalted,
  isRunning,
  change,
}: {
  readonly trace: ChangedTrace;
  readonly isHalted: boolean;
  /** It may still make a call that could be refused. */
  readonly isRunning: boolean;
  readonly change: ReturnType<typeof useTraceChange>;
}) {
  if (!isHalted && !isRunning) return null;
  const { isAdmin, isPending } = change;
  const title = isAdmin ? undefined : "This needs an admin key. You are signed in with a read key.";
  const name = trace.traceId.slice(0, 8);
  return isHalted ? (
    <Button
      disabled={!isAdmin || isPending}
      title={title}
      aria-label={`Release trace ${name}`}
      onClick={() => change.release(trace)}
    >
      <Play size={13} aria-hidden />
      Release
    </Button>
  ) : (
    <Button
      variant="danger"
      disabled={!isAdmin || isPending}
      title={title}
      aria-label={`Halt trace ${name}`}
      onClick={() => change.halt(trace)}
    >
      <Hand size={13} aria-hidden />
      Halt
    </Button>
  );
}
