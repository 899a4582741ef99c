import { Bot, MessageSquare, Wrench } from "lucide-react";
import { Money } from "#components/figures/money.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#lib/class-names.ts";
import { formatInteger } from "#lib/format-count.ts";
import { formatDuration } from "#lib/format-duration.ts";
import { formatTime } from "#lib/time/format-time.ts";
import type { RouterOutputs } from "#trpc/router-outputs.ts";

type Evidence = RouterOutputs["agents"]["evidence"];
type Step = Evidence["steps"][number];
const ICONS = { tool: Wrench, agent: Bot, call: MessageSquare } as const;

/** The steps of a trace in order of time; those that prove a finding are marked. */
export function EvidenceSteps({
  evidence: { steps, totalSteps, isCut },
  traceId,
  timeZone,
}: {
  readonly evidence: Evidence;
  readonly traceId: string;
  readonly timeZone: string;
}) {
  const startMs = steps[0]?.startMs ?? 0;
  return (
    <section className="mt-4" aria-label="Timeline">
      <h3 className="font-medium">Timeline</h3>
      <p className="text-xs text-ink-3">
        {formatInteger(totalSteps)} {totalSteps === 1 ? "step" : "steps"}
        {startMs > 0 && ` from ${formatTime(startMs, "seconds", timeZone)}`}. Marked ones prove the reason of that
        number.
        {steps.length < totalSteps &&
          ` Shown: the first, the last and all that prove something, ${formatInteger(steps.length)} in all.`}
        {isCut && " The trace has more spans than are read."}
      </p>
      {steps.length === 0 && <p className="mt-2 text-ink-2">Its spans are not kept any more.</p>}
      <ol className="mt-2 divide-y border-y">
        {steps.map((step) => (
          <StepRow key={step.spanId} step={step} traceId={traceId} startMs={startMs} />
        ))}
      </ol>
    </section>
  );
}

function StepRow({
  step,
  traceId,
  startMs,
}: {
  readonly step: Step;
  readonly traceId: string;
  readonly startMs: number;
}) {
  const Icon = ICONS[step.kind as keyof typeof ICONS];
  return (
    <li
      className={cn("flex flex-wrap items-center gap-x-3 gap-y-0.5 py-1", step.proves.length > 0 && "bg-warn-soft/40")}
    >
      <span className="num w-16 shrink-0 text-right text-xs text-ink-3">
        +{formatDuration(Math.max(0, step.startMs - startMs))}
      </span>
      <Icon size={13} className="shrink-0 text-ink-3" aria-hidden />
      <ScopedLink
        href={`/traces/${traceId}?span=${step.spanId}`}
        className="min-w-0 flex-1 basis-32 truncate hover:underline"
      >
        {step.name}
      </ScopedLink>
      {step.isError && (
        <Badge tone="bad" title={step.errorType}>
          failed
        </Badge>
      )}
      {step.proves.map((reason) => (
        <Badge key={reason} tone="warn" title={`Proves reason ${reason + 1}`}>
          {reason + 1}
        </Badge>
      ))}
      <span className="num w-16 text-right text-xs text-ink-2 max-sm:hidden">{formatDuration(step.durationMs)}</span>
      <span className="num w-20 text-right text-xs">
        {step.isPriced && <Money usd={step.costUsd} unknown="no price" />}
      </span>
    </li>
  );
}
