"use client";
import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { Money } from "#components/figures/money.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StateMessage } from "#components/ui/state-message.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { InCurrency } from "#lib/money/use-currency.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { useTRPC } from "#trpc/client.tsx";
import type { RouterOutputs } from "#trpc/router-outputs.ts";
import { ChangeError } from "./change-error.tsx";
import { EvidenceSteps } from "./evidence-steps.tsx";
import { StateBadge } from "./state-badge.tsx";
import { TraceActions } from "./trace-actions.tsx";
import { useTraceChange } from "./use-trace-change.ts";

type Evidence = RouterOutputs["agents"]["evidence"];
type Found = NonNullable<Evidence["trace"]>;
const REFRESH_MS = 5000;
const HOUR_MS = 3_600_000;

/** Why a trace is called a runaway, and who has done what about it. */
export function EvidenceDialog({ traceId, onClose }: { readonly traceId: string; readonly onClose: () => void }) {
  const { input } = useScope();
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const evidence = useQuery({
    ...useTRPC().agents.evidence.queryOptions({ project: input.project, currency: input.currency, traceId }),
    refetchInterval: REFRESH_MS,
    retry: false,
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Evidence"
      description={`Trace ${traceId}`}
      className="max-w-3xl [overflow-wrap:anywhere]"
    >
      {evidence.error ? (
        <ErrorState what="the evidence" error={evidence.error} onRetry={() => void evidence.refetch()} />
      ) : !evidence.data ? (
        <Skeleton className="h-80 w-full" />
      ) : evidence.data.trace === null ? (
        <StateMessage icon={SearchX} title="Nothing was found in this trace">
          Either the address is wrong or the finding belongs to another project.
        </StateMessage>
      ) : (
        <InCurrency value={evidence.data.currency}>
          <Findings evidence={evidence.data} trace={evidence.data.trace} timeZone={timeZone} />
          <EvidenceSteps evidence={evidence.data} traceId={traceId} timeZone={timeZone} />
        </InCurrency>
      )}
    </Dialog>
  );
}

function Findings(props: { readonly evidence: Evidence; readonly trace: Found; readonly timeZone: string }) {
  const { evidence, trace, timeZone } = props;
  const change = useTraceChange();
  const isRunning = trace.lastMs !== null && trace.lastMs > evidence.nowMs - HOUR_MS;
  return (
    <>
      <ol className="list-decimal space-y-1 pl-5" aria-label="Reasons">
        {trace.reasons.map(({ rule, sentence }) => (
          <li key={rule}>
            <span className="font-medium">{sentence}</span> <span className="text-xs text-ink-3">{rule}</span>
          </li>
        ))}
      </ol>
      <dl className="mt-3 grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-4">
        <Fact label="State" value={<StateBadge state={trace.state} />} />
        <Fact label="Spent" value={<Money usd={trace.spentUsd} unknown="not known" />} />
        <Fact
          label={trace.state === "halted" ? "Likely avoided" : "Ten more minutes"}
          value={<Money usd={trace.avoidedUsd} unknown="not known" />}
        />
        <Fact label="Calls" value={formatInteger(trace.calls)} />
      </dl>
      {trace.unknownCalls > 0 && (
        <p className="mt-1 text-xs text-warn">
          {formatInteger(trace.unknownCalls)} of its calls have no price and are not in the sum.
        </p>
      )}
      <div className="mt-3 flex flex-wrap gap-1.5">
        <TraceActions trace={trace} isHalted={trace.haltedUntilMs !== null} isRunning={isRunning} change={change} />
        <ScopedLink href={`/traces/${trace.traceId}`} className={buttonClass("outline")}>
          Open the trace
        </ScopedLink>
      </div>
      <div className="-mx-4 mt-2 empty:hidden">
        <ChangeError change={change} />
      </div>
      <History evidence={evidence} trace={trace} timeZone={timeZone} />
    </>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: React.ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-ink-2">{label}</dt>
      <dd className="num font-medium">{value}</dd>
    </div>
  );
}

/** Who did what, in order of time. */
function History({ evidence: { history }, trace, timeZone }: Parameters<typeof Findings>[0]) {
  return (
    <section className="mt-4" aria-label="What happened">
      <h3 className="font-medium">What happened</h3>
      <ol className="mt-1 space-y-0.5">
        {history.map(({ state, by, atMs, sentence }, index) => (
          <li key={`${atMs} ${index}`} className="gap-x-3 sm:grid sm:grid-cols-[8.5rem_minmax(0,1fr)]">
            <span className="num block text-ink-3">{formatTime(atMs, "seconds", timeZone)}</span>
            <span>{sentence === "" ? `${state} by ${by}` : `found by ${by}: ${sentence}`}</span>
          </li>
        ))}
        {trace.haltedUntilMs !== null && (
          <li className="text-ink-2">
            The halt ends by itself at {formatTime(trace.haltedUntilMs, "time", timeZone)}.
          </li>
        )}
      </ol>
    </section>
  );
}
