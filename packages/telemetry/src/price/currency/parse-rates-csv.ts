import type { DatedRate } from "./exchange-rates.ts";

export type ParsedRates =
  | { readonly status: "parsed"; readonly rates: readonly DatedRate[] }
  | { readonly status: "invalid"; readonly problems: readonly RatesProblem[] };

export interface RatesProblem {
  /** 1-based line of the file. */
  readonly line: number;
  readonly problem: string;
}

const MAX_PROBLEMS = 20;
const RATE = /^\d{1,12}(\.\d{1,12})?$/;
const CODE = /^[A-Z]{3}$/;
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/**
 * Reads the euro reference rates of the European Central Bank: `eurofxref-hist.csv` and `eurofxref.csv` (a column per
 * currency) or the data portal's CSV (a row per observation, columns CURRENCY, TIME_PERIOD and OBS_VALUE).
 * Every problem names its line; nothing is taken from a file that has one.
 */
export function parseRatesCsv(text: string): ParsedRates {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const header = splitLine(lines[0] ?? "");
  const problems: RatesProblem[] = [];
  const report = (line: number, problem: string): void => {
    if (problems.length < MAX_PROBLEMS) problems.push({ line, problem });
  };
  const readLine = header.includes("OBS_VALUE") ? observationReader(header, report) : columnReader(header, report);
  const rates: DatedRate[] = [];
  for (const [index, line] of lines.entries()) {
    if (index > 0 && line.trim() !== "") rates.push(...(readLine?.(splitLine(line), index + 1) ?? []));
  }
  if (readLine !== undefined && rates.length === 0 && problems.length === 0)
    report(1, "The file has no rates below its header.");
  return problems.length > 0 ? { status: "invalid", problems } : { status: "parsed", rates };
}

type Report = (line: number, problem: string) => void;
type ReadLine = (cells: readonly string[], line: number) => readonly DatedRate[];

function columnReader(header: readonly string[], report: Report): ReadLine | undefined {
  if (header[0] !== "Date") {
    report(
      1,
      'The first line must start with "Date" and name a currency per column, as in the ECB\'s eurofxref-hist.csv.',
    );
    return undefined;
  }
  for (const code of header.slice(1))
    if (code !== "" && !CODE.test(code)) report(1, `"${code}" is not a currency code.`);
  return (cells, line) => {
    const day = readDay(cells[0] ?? "");
    if (day === undefined) report(line, `"${cells[0] ?? ""}" is not a date. Write it as 2026-08-03.`);
    return header.slice(1).flatMap((currency, column) => {
      const value = cells[column + 1] ?? "";
      if (currency === "" || value === "" || value === "N/A") return [];
      if (!isRate(value)) report(line, `"${value}" is not a rate for ${currency}.`);
      return day === undefined ? [] : [{ day, currency, perEuro: value }];
    });
  };
}

function observationReader(header: readonly string[], report: Report): ReadLine | undefined {
  const currencyAt = header.indexOf("CURRENCY");
  const dayAt = header.indexOf("TIME_PERIOD");
  const valueAt = header.indexOf("OBS_VALUE");
  const baseAt = header.indexOf("CURRENCY_DENOM");
  if (currencyAt < 0 || dayAt < 0) {
    report(1, "The first line needs the columns CURRENCY, TIME_PERIOD and OBS_VALUE.");
    return undefined;
  }
  return (cells, line) => {
    const [currency = "", value = ""] = [cells[currencyAt], cells[valueAt]];
    const day = readDay(cells[dayAt] ?? "");
    if (value === "" || value === "NaN") return [];
    if (day === undefined)
      report(line, `"${cells[dayAt] ?? ""}" is not a day. Download the daily series, not the monthly one.`);
    if (!CODE.test(currency)) report(line, `"${currency}" is not a currency code.`);
    if (!isRate(value)) report(line, `"${value}" is not a rate for ${currency}.`);
    if (baseAt >= 0 && cells[baseAt] !== "EUR")
      report(line, `The rate is against ${cells[baseAt] ?? ""}. Only rates against EUR can be used.`);
    return day === undefined ? [] : [{ day, currency, perEuro: value }];
  };
}

function isRate(value: string): boolean {
  return RATE.test(value) && Number(value) > 0;
}

function readDay(text: string): string | undefined {
  const written = /^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/.exec(text);
  const month = written === null ? -1 : MONTHS.indexOf(written[2] ?? "");
  const day =
    month < 0
      ? text
      : `${written?.[3] ?? ""}-${String(month + 1).padStart(2, "0")}-${(written?.[1] ?? "").padStart(2, "0")}`;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(day) ? undefined : day;
}

/** No field that is read here can hold a comma, so quotes only have to be passed over. */
function splitLine(line: string): readonly string[] {
  const cells = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [];
  return cells.map((cell) =>
    cell
      .replace(/,$/, "")
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .trim(),
  );
}
