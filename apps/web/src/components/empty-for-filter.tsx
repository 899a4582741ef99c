"use client";
import { History, SearchX } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { StateMessage } from "#components/ui/state-message.tsx";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { missingPart } from "#lib/time/missing-part.ts";
import { PRESET_LABELS, PRESETS } from "#lib/time/range.ts";

/** No calls match: offers to drop the filters and to look further back. `onClear` drops what only this page narrows by. */
export function EmptyForFilter({ onClear }: { readonly onClear?: () => void }) {
  const { params, setParams } = useScope();
  const info = useScopeInfo();
  if (info && info.firstDataMs !== null && missingPart(info.range, info.firstDataMs) === "all")
    return (
      <StateMessage
        icon={History}
        title="This range is before the data"
        action={<Button onClick={() => void setParams({ range: "90d" })}>Show the last 90 days</Button>}
      >
        {`The oldest call that is kept is of ${formatTime(info.firstDataMs, "dayYear", info.timeZone)}. What was before it is unknown, not zero.`}
      </StateMessage>
    );
  const filtered = params.f.length > 0 || params.env !== null || onClear !== undefined;
  const index = (PRESETS as readonly string[]).indexOf(params.range);
  const wider =
    index >= 0 && index < PRESETS.indexOf("90d")
      ? PRESETS[Math.max(index + 1, PRESETS.indexOf("24h"))]
      : index < 0 || params.range === "month"
        ? "90d"
        : undefined;
  return (
    <StateMessage
      icon={SearchX}
      title="No calls in this view"
      action={
        <>
          {filtered && (
            <Button
              variant="solid"
              onClick={() => {
                onClear?.();
                void setParams({ f: null, env: null });
              }}
            >
              Remove the filters
            </Button>
          )}
          {wider && (
            <Button onClick={() => void setParams({ range: wider })}>Show {PRESET_LABELS[wider].toLowerCase()}</Button>
          )}
        </>
      }
    >
      {filtered ? "Nothing in this time range matches the filters." : "Nothing was called in this time range."}
    </StateMessage>
  );
}
