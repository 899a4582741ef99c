"use client";
import { CalendarDays } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { cn } from "#lib/class-names.ts";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { PRESET_LABELS, PRESETS } from "#lib/time/range.ts";
import { rangeLabel } from "#lib/time/range-label.ts";
import { CustomRange } from "./custom-range.tsx";

export function RangePicker() {
  const [open, setOpen] = useState(false);
  const { params, setParams } = useScope();
  const info = useScopeInfo();
  const timeZone = info?.timeZone ?? "UTC";
  function choose(range: string) {
    setOpen(false);
    void setParams({ range });
  }
  return (
    <Popover
      label="Time range"
      open={open}
      onOpenChange={setOpen}
      className="flex flex-col p-0 sm:flex-row"
      trigger={
        <Button>
          <span className="sr-only">Time range: </span>
          <CalendarDays size={14} className="text-ink-3" aria-hidden />
          {rangeLabel(params.range, timeZone)}
          <span className="text-xs font-normal text-ink-3">{timeZone}</span>
        </Button>
      }
    >
      <ul className="grid grid-cols-2 gap-x-1 p-1 sm:block sm:w-40">
        {[...PRESETS, ...pastMonths(info?.nowMs, timeZone)].map((range) => (
          <li key={range}>
            <button
              type="button"
              aria-pressed={range === params.range}
              onClick={() => choose(range)}
              className={cn(
                "h-8 w-full rounded-md px-2 text-left hover:bg-hover",
                range === params.range && "bg-hover font-medium",
              )}
            >
              {range in PRESET_LABELS
                ? PRESET_LABELS[range as keyof typeof PRESET_LABELS]
                : rangeLabel(range, timeZone)}
            </button>
          </li>
        ))}
      </ul>
      {info && (
        <div className="w-64 border-t p-3 sm:border-t-0 sm:border-l">
          <CustomRange
            key={`${info.range.fromMs}-${info.range.toMs}`}
            fromMs={info.range.fromMs}
            toMs={info.range.toMs}
            timeZone={timeZone}
            onApply={choose}
          />
          <p className="num mt-3 text-xs text-ink-3">
            Now shown: {formatTime(info.range.fromMs, "dayTime", timeZone)} –{" "}
            {formatTime(info.range.toMs, "dayTime", timeZone)}, {timeZone}
          </p>
        </div>
      )}
    </Popover>
  );
}

/** The three calendar months before this one, as "2026-10". */
function pastMonths(nowMs: number | undefined, timeZone: string): string[] {
  if (nowMs === undefined) return [];
  const [day = "", month = "", year = ""] = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  })
    .format(nowMs)
    .split("/");
  if (!day) return [];
  return [1, 2, 3].map((back) =>
    new Date(Date.UTC(Number(year), Number(month) - 1 - back, 1)).toISOString().slice(0, 7),
  );
}
