"use client";
import { parseAsIsoDate, parseAsString, useQueryStates } from "nuqs";
import { useState } from "react";

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 90;

const params = { system: parseAsString, begin: parseAsIsoDate, end: parseAsIsoDate };

export interface Period {
  /** "" as long as nothing is logged. */
  readonly system: string;
  /** UTC milliseconds of the first day's begin. */
  readonly fromMs: number;
  /** Exclusive: the begin of the day after the last. */
  readonly toMs: number;
  readonly set: (change: { readonly system?: string; readonly begin?: Date; readonly end?: Date }) => void;
}

/** The system and the days that are looked at: in the URL, by default the largest system and the last 90 days. */
export function usePeriod(systems: readonly { readonly system: string }[]): Period {
  const [chosen, setChosen] = useQueryStates(params, { history: "replace" });
  const [today] = useState(() => Math.floor(Date.now() / DAY_MS) * DAY_MS);
  const toMs = (chosen.end?.getTime() ?? today) + DAY_MS;
  return {
    system: chosen.system ?? systems[0]?.system ?? "",
    fromMs: chosen.begin?.getTime() ?? toMs - DEFAULT_DAYS * DAY_MS,
    toMs,
    set: (change) => void setChosen(change),
  };
}
