"use client";
import { GitCompareArrows } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";

export function CompareToggle() {
  const { comparing, setParams } = useScope();
  const info = useScopeInfo();
  const period = info
    ? `${formatTime(info.range.previousFromMs, "dayTime", info.timeZone)} – ${formatTime(info.range.previousToMs, "dayTime", info.timeZone)}`
    : "";
  return (
    <Button
      aria-pressed={comparing}
      variant={comparing ? "outline" : "quiet"}
      title={comparing ? `Compared with ${period}, cut at the same elapsed time` : "Compare with the period before"}
      onClick={() => void setParams({ compare: comparing ? "off" : "previous" })}
    >
      <GitCompareArrows size={14} aria-hidden />
      <span className="max-sm:sr-only">{comparing ? "vs previous" : "Compare"}</span>
    </Button>
  );
}
