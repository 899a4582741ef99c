"use client";
import { History } from "lucide-react";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { formatTime } from "#lib/time/format-time.ts";
import { missingPart } from "#lib/time/missing-part.ts";

/** Says when the range, or the period it is compared with, reaches further back than the data. */
export function PartialRange() {
  const info = useScopeInfo();
  const { comparing, setParams } = useScope();
  if (!info || info.firstDataMs === null) return null;
  const { firstDataMs, timeZone, range } = info;
  const missing = missingPart(range, firstDataMs);
  if (missing === "none" || missing === "all" || (missing === "previous" && !comparing)) return null;
  return (
    <PartialNote
      begins={formatTime(firstDataMs, "dayTime", timeZone)}
      missing={missing === "previous" && range.previousToMs <= firstDataMs ? "comparison" : missing}
      {...(missing === "current"
        ? { onNarrow: () => void setParams({ range: `${firstDataMs}-${Math.min(range.toMs, info.nowMs)}` }) }
        : {})}
    />
  );
}

export interface PartialNoteProps {
  /** When the data begins, in words. */
  readonly begins: string;
  /** `comparison`: nothing of the previous period is there. */
  readonly missing: "current" | "previous" | "comparison";
  readonly onNarrow?: () => void;
}

export function PartialNote({ begins, missing, onNarrow }: PartialNoteProps) {
  return (
    <p className="flex items-start gap-x-2 border-t bg-sunken px-4 py-1.5 text-xs text-ink-2 sm:px-6" role="note">
      <History size={13} className="mt-0.5 shrink-0 text-ink-3" aria-hidden />
      <span>
        {words(missing, begins)}{" "}
        {onNarrow && (
          <button type="button" onClick={onNarrow} className="font-medium text-ink underline underline-offset-2">
            Show only what there is
          </button>
        )}
      </span>
    </p>
  );
}

function words(missing: PartialNoteProps["missing"], begins: string): string {
  switch (missing) {
    case "current":
      return `Partial: the data begins on ${begins}. What is before it in this range is unknown, not zero.`;
    case "previous":
      return `The data begins on ${begins}, so the previous period is not complete and changes look bigger than they are.`;
    case "comparison":
      return `The data begins on ${begins}: there is no previous period to compare with.`;
  }
}
