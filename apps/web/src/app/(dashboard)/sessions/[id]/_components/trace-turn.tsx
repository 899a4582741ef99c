"use client";
import type { inferRouterOutputs } from "@trpc/server";
import { Spend } from "#components/figures/spend.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { formatDuration } from "#lib/format-duration.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { formatTime } from "#lib/time/format-time.ts";
import type { AppRouter } from "#server/root.ts";

export type ShownTrace = inferRouterOutputs<AppRouter>["sessions"]["get"]["traces"][number];

/** One trace as a turn of the conversation. */
export function TraceTurn({ trace }: { readonly trace: ShownTrace }) {
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const startMs = Number(BigInt(trace.startNs) / 1_000_000n);
  const { turn, usage } = trace;
  return (
    <li className="rounded-lg border bg-surface">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2.5">
        <ScopedLink href={`/traces/${trace.traceId}`} className="min-w-0 truncate font-medium hover:underline">
          {trace.name}
        </ScopedLink>
        {trace.errors > 0 && <Badge tone="bad">{trace.errors} failed</Badge>}
        <span className="num ml-auto text-ink-2">{formatTime(startMs, "seconds", timeZone)}</span>
        <span className="num text-ink-2">{formatDuration(trace.endMs - startMs)}</span>
        <span className="num text-ink-2">{formatInteger(usage?.calls ?? 0)} calls</span>
        <span className="font-medium">{usage && usage.calls > 0 ? <Spend usage={usage} /> : "–"}</span>
      </header>
      <div className="space-y-3 p-4">
        {turn === null && (
          <p className="text-ink-2">
            No messages are stored for this trace: not sent, past their retention, or erased.
          </p>
        )}
        {turn !== null && turn.asked !== "" && <Said by="user" text={turn.asked} />}
        {turn !== null && turn.answered !== "" && <Said by="assistant" text={turn.answered} />}
      </div>
    </li>
  );
}

function Said({ by, text }: { readonly by: "user" | "assistant"; readonly text: string }) {
  return (
    <div className={by === "user" ? "flex justify-start" : "flex justify-end"}>
      <div className={`max-w-[85%] rounded-lg border px-3 py-2 ${by === "user" ? "bg-sunken" : "bg-accent-soft"}`}>
        <p className="mb-0.5 text-2xs font-medium text-ink-2">{by}</p>
        <p className="line-clamp-[12] break-words whitespace-pre-wrap">{text}</p>
      </div>
    </div>
  );
}
