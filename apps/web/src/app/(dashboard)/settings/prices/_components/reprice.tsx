"use client";
import { useState, type FormEvent, type ReactNode } from "react";
import { Money } from "#components/figures/money.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { TextField } from "#components/ui/field.tsx";
import { formatInteger } from "#lib/format-count.ts";
import { formatPercent } from "#lib/format-percent.ts";
import type { RepriceSums } from "#lib/money/add-reprice.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { fromWallClock, startOfDay, toWallClock } from "#lib/time/zoned.ts";
import { useReprice, type RepriceSelection } from "./use-reprice.ts";

/** Past figures change only here, and only after the difference was shown. */
export function Reprice() {
  const info = useScopeInfo();
  if (!info) return null;
  return <RepriceForm nowMs={info.nowMs} timeZone={info.timeZone} />;
}

function RepriceForm({ nowMs, timeZone }: { readonly nowMs: number; readonly timeZone: string }) {
  const [from, setFrom] = useState(() => dayField(startOfDay(nowMs, timeZone, -29), timeZone));
  const [until, setUntil] = useState(() => dayField(nowMs, timeZone));
  const [model, setModel] = useState("");
  const [unpricedOnly, setUnpricedOnly] = useState(false);
  const [previewed, setPreviewed] = useState<RepriceSelection | null>(null);
  const { preview, apply, progress } = useReprice();
  const fromMs = dayStart(from, timeZone);
  const untilMs = dayStart(until, timeZone);
  const problem =
    fromMs === null || untilMs === null
      ? "Fill in both days."
      : untilMs < fromMs
        ? "The last day is before the first."
        : undefined;
  const isBusy = preview.isPending || apply.isPending;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (fromMs === null || untilMs === null) return;
    const selection = {
      fromMs,
      toMs: startOfDay(untilMs, timeZone, 1),
      provider: "",
      model: model.trim(),
      unpricedOnly,
    };
    apply.reset();
    preview.mutate(selection, { onSuccess: () => setPreviewed(selection) });
  }
  return (
    <Card
      title="Re-price a range"
      description="Prices past calls with the prices set now. Old figures are kept, and each trace shows what changed."
    >
      <form onSubmit={submit} className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        <TextField
          label="First day"
          type="date"
          required
          value={from}
          onChange={({ target }) => setFrom(target.value)}
        />
        <TextField
          label="Last day"
          type="date"
          required
          value={until}
          onChange={({ target }) => setUntil(target.value)}
          error={problem}
        />
        <TextField
          label="Model"
          placeholder="all"
          value={model}
          onChange={({ target }) => setModel(target.value)}
          className="max-sm:col-span-2"
        />
        <label className="flex items-center gap-2 self-end pb-1.5 max-sm:col-span-2">
          <input type="checkbox" checked={unpricedOnly} onChange={({ target }) => setUnpricedOnly(target.checked)} />
          Only calls without a price
        </label>
        <div className="col-span-full flex flex-wrap items-center gap-3">
          <Button type="submit" disabled={isBusy || problem !== undefined}>
            Preview
          </Button>
          {progress !== null && (
            <span role="status" className="text-ink-2">
              {apply.isPending ? "Writing" : "Counting"}, {formatPercent(progress)} done
            </span>
          )}
        </div>
      </form>
      {(preview.error ?? apply.error) && (
        <p role="alert" className="mt-3 text-bad">
          {(preview.error ?? apply.error)?.message}
        </p>
      )}
      {apply.data ? (
        <Outcome sums={apply.data} title="Done. The difference is booked." />
      ) : (
        preview.data &&
        previewed && (
          <Outcome sums={preview.data} title="Nothing is changed yet.">
            {preview.data.changed > 0 && (
              <Button variant="solid" disabled={isBusy} onClick={() => apply.mutate(previewed)}>
                Re-price {formatInteger(preview.data.changed)} calls
              </Button>
            )}
          </Outcome>
        )
      )}
    </Card>
  );
}

function Outcome({
  sums,
  title,
  children,
}: {
  readonly sums: RepriceSums;
  readonly title: string;
  readonly children?: ReactNode;
}) {
  return (
    <div aria-live="polite" className="mt-4 space-y-3 rounded-md border bg-sunken p-3" data-testid="reprice-outcome">
      <p className="font-medium">{title}</p>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-1 sm:grid-cols-4">
        <Fact label="Sum before">
          <Money usd={sums.oldUsd} />
        </Fact>
        <Fact label="Sum after">
          <Money usd={sums.newUsd} />
        </Fact>
        <Fact label="Calls touched">
          {formatInteger(sums.changed)} of {formatInteger(sums.calls)}
        </Fact>
        <Fact label="Without a price">
          {formatInteger(sums.unpricedBefore)} → {formatInteger(sums.unpricedAfter)}
        </Fact>
      </dl>
      {children}
    </div>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-ink-2">{label}</dt>
      <dd className="num font-medium">{children}</dd>
    </div>
  );
}

function dayField(ms: number, timeZone: string): string {
  return toWallClock(ms, timeZone).toISOString().slice(0, 10);
}

function dayStart(day: string, timeZone: string): number | null {
  const wall = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(wall) ? null : fromWallClock(wall, timeZone);
}
