const DAY_MS = 86_400_000;

/** The ISO date that many days later, or earlier for a negative number. @throws RangeError when `day` is no date */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
