"use client";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/field.tsx";
import { fromWallClock, toWallClock } from "@spanledger/calendar";

export interface CustomRangeProps {
  readonly fromMs: number;
  readonly toMs: number;
  readonly timeZone: string;
  readonly onApply: (range: string) => void;
}

const EXAMPLE = "2026-11-21 14:30";

/** Two wall-clock fields in the project's time zone. */
export function CustomRange({ fromMs, toMs, timeZone, onApply }: CustomRangeProps) {
  const [from, setFrom] = useState(() => toField(fromMs, timeZone));
  const [to, setTo] = useState(() => toField(toMs, timeZone));
  const start = fromField(from, timeZone);
  const end = fromField(to, timeZone);
  const problem =
    start === null || end === null
      ? `Write times as ${EXAMPLE}.`
      : end <= start
        ? "The end must be after the start."
        : undefined;
  return (
    <form
      className="space-y-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === undefined) onApply(`${String(start)}-${String(end)}`);
      }}
    >
      <TextField label="From" placeholder={EXAMPLE} value={from} onChange={({ target }) => setFrom(target.value)} />
      <TextField
        label="To"
        placeholder={EXAMPLE}
        value={to}
        onChange={({ target }) => setTo(target.value)}
        error={problem}
      />
      <Button type="submit" variant="solid" disabled={problem !== undefined} className="w-full">
        Show this range
      </Button>
    </form>
  );
}

function toField(ms: number, timeZone: string): string {
  return toWallClock(ms, timeZone).toISOString().slice(0, 16).replace("T", " ");
}

function fromField(text: string, timeZone: string): number | null {
  const match = /^\s*(\d{4}-\d\d-\d\d)(?:[ T]+(\d\d:\d\d))?\s*$/.exec(text);
  const wall = match === null ? Number.NaN : Date.parse(`${match[1] ?? ""}T${match[2] ?? "00:00"}:00Z`);
  return Number.isNaN(wall) ? null : fromWallClock(wall, timeZone);
}
