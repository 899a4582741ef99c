"use client";
import type { LogState } from "@spanledger/clickhouse";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { VerifyButton } from "./verify-button.tsx";

export interface LogsProps {
  readonly logs: readonly LogState[];
  readonly entries: number;
  readonly oldestLoggedUs: number | null;
  readonly mayChange: boolean;
}

/** Whether the logs are whole: what is signed, and what the last check against storage found. */
export function Logs({ logs, entries, oldestLoggedUs, mayChange }: LogsProps) {
  const timeZone = useScopeInfo()?.timeZone ?? "UTC";
  const signed = logs.reduce((sum, { size }) => sum + size, 0);
  return (
    <Card
      title="Integrity"
      description="A record cannot be changed, left out or moved without the signed root being another one."
      flush
      actions={mayChange && <VerifyButton logs={logs} />}
    >
      <dl className="grid grid-cols-2 gap-4 px-4 pb-4 sm:grid-cols-4">
        <Fact label="Records">{formatInteger(entries)}</Fact>
        <Fact label="Signed">{formatInteger(signed)}</Fact>
        <Fact label="Oldest record">
          {oldestLoggedUs === null ? "none" : formatTime(oldestLoggedUs / 1_000, "dayYear", timeZone)}
        </Fact>
        <Fact label="Logs">{formatInteger(logs.length)}</Fact>
      </dl>
      <ul className="divide-y border-t">
        {logs.map((log) => (
          <Log key={log.log} log={log} timeZone={timeZone} />
        ))}
      </ul>
    </Card>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: string }) {
  return (
    <div>
      <dt className="text-xs text-ink-3">{label}</dt>
      <dd className="num font-medium">{children}</dd>
    </div>
  );
}

function Log({ log, timeZone }: { readonly log: LogState; readonly timeZone: string }) {
  const key = log.vkeys.at(-1) ?? "";
  return (
    <li className="grid gap-x-6 gap-y-2 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0 space-y-1">
        <div className="flex items-center gap-2">
          <h3 className="truncate font-mono text-xs">{log.origin}</h3>
          <VerificationBadge log={log} />
        </div>
        <p className="text-xs text-ink-3">
          {log.signedAtMs === null
            ? "Nothing is signed yet."
            : `${formatInteger(log.size)} records signed ${formatTime(log.signedAtMs, "seconds", timeZone)}`}
        </p>
        <VerificationWords log={log} timeZone={timeZone} />
      </div>
      <div className="flex items-center gap-2 text-xs text-ink-2">
        <CopyButton text={key} label="Copy the key that signs this log" />
        <span className="max-sm:hidden">key</span>
        <CopyButton text={log.checkpoint} label="Copy the newest checkpoint" />
        <span className="max-sm:hidden">checkpoint</span>
      </div>
    </li>
  );
}

/** What the last check found: the first wrong record by its index. */
function VerificationWords({ log: { verification }, timeZone }: { readonly log: LogState; readonly timeZone: string }) {
  if (verification === null) return null;
  const { state, badIndex, problems, detail, checked, changedAtMs } = verification;
  if (state === "failed")
    return (
      <p role="alert" className="text-bad">
        Record #{badIndex} is the first of {formatInteger(problems)} that do not match. {detail}
      </p>
    );
  if (state !== "passed") return detail === "" ? null : <p className="text-ink-2">{detail}</p>;
  return (
    <p className="text-xs text-ink-3">
      {formatInteger(checked)} records checked against storage {formatTime(changedAtMs, "seconds", timeZone)}
    </p>
  );
}

function VerificationBadge({ log: { verification, size } }: { readonly log: LogState }) {
  if (verification === null) return <Badge>not checked yet</Badge>;
  if (verification.state === "passed") return <Badge tone="good">checked</Badge>;
  if (verification.state === "failed") return <Badge tone="bad">does not match</Badge>;
  if (verification.state === "error") return <Badge tone="warn">check did not finish</Badge>;
  const share = size === 0 ? 0 : Math.floor((verification.checked / size) * 100);
  return <Badge tone="accent">checking, {share} %</Badge>;
}
