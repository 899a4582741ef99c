const MINUTES_OF_AN_HOUR = 60;
const MINUTES_OF_A_DAY = 1_440;

/** The length of a window in a sentence: "15 minutes", "hour", "24 h", "7 days". */
export function windowText(minutes: number): string {
  if (minutes > MINUTES_OF_A_DAY && minutes % MINUTES_OF_A_DAY === 0) return `${minutes / MINUTES_OF_A_DAY} days`;
  if (minutes === MINUTES_OF_AN_HOUR) return "hour";
  if (minutes % MINUTES_OF_AN_HOUR === 0) return `${minutes / MINUTES_OF_AN_HOUR} h`;
  return minutes === 1 ? "minute" : `${minutes} minutes`;
}
