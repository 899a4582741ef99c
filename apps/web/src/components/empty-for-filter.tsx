"use client";
import { SearchX } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { StateMessage } from "#components/ui/state-message.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { PRESET_LABELS, PRESETS } from "#lib/time/range.ts";

/** No calls match: offers to drop the filters and to look further back. */
export function EmptyForFilter() {
  const { params, setParams } = useScope();
  const filtered = params.f.length > 0 || params.env !== null;
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
            <Button variant="solid" onClick={() => void setParams({ f: null, env: null })}>
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
