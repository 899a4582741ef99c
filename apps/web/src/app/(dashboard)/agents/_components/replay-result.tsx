import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { formatMoney } from "#lib/money/format-money.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { formatTime } from "#lib/time/format-time.ts";
import type { RouterOutputs } from "#trpc/router-outputs.ts";

type Replay = RouterOutputs["agents"]["replay"];
const SHOWN = 50;

/** What the thresholds in the form would have found, and in how much of the data that was looked for. */
export function ReplayResult({ replay, feature }: { readonly replay: Replay; readonly feature: string }) {
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const { found, lost } = replay;
  const count = found.length;
  return (
    <section aria-label="Replay" aria-live="polite" className="rounded-md border bg-sunken p-3">
      <h3 className="font-medium">
        {count === 0
          ? "Would have found nothing in the last 7 days"
          : `Would have found ${formatInteger(count)} in the last 7 days${count > SHOWN ? `, the newest ${SHOWN} are here` : count === 1 ? ", here it is" : ", here they are"}`}
      </h3>
      <p className="text-xs text-ink-2">{lookedAt(replay, feature)}</p>
      {lost > 0 && (
        <p className="text-xs text-warn">
          {formatInteger(lost)} that the saved thresholds find {lost === 1 ? "is" : "are"} missed.
        </p>
      )}
      <ul className="mt-2 divide-y border-t empty:hidden">
        {found.slice(0, SHOWN).map((one) => (
          <li key={one.traceId} className="flex flex-wrap items-center gap-x-3 gap-y-0.5 py-1.5">
            <ScopedLink
              href={`/traces/${one.traceId}?span=${one.spanId}`}
              className="min-w-0 flex-1 basis-64 font-medium break-words hover:underline"
            >
              {one.sentence}
            </ScopedLink>
            {one.isNew && <Badge tone="accent">new</Badge>}
            <span className="text-xs text-ink-2">
              {one.feature !== "" && `${one.feature}, `}step {formatInteger(one.step)} of {formatInteger(one.steps)},{" "}
              {formatMoney(one.spentUsd)} until then, {formatTime(one.atMs, "dayTime", timeZone)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function lookedAt({ tracesSeen, tracesTotal, stepsSeen, stepsTotal }: Replay, feature: string): string {
  const whose = feature === "" ? "" : ` of ${feature}`;
  if (tracesTotal === 0) return `There was no trace${whose} with three steps or more: shorter ones are never judged.`;
  const part =
    tracesSeen === tracesTotal
      ? `Looked at ${tracesTotal === 1 ? "the one trace" : `all ${formatInteger(tracesTotal)} traces`}${whose} with three steps or more`
      : `Looked at the ${formatInteger(tracesSeen)} longest of ${formatInteger(tracesTotal)} traces${whose} with three steps or more`;
  return `${part}: ${formatInteger(stepsSeen)} of ${formatInteger(stepsTotal)} steps. Content that is not stored cannot be compared.`;
}
