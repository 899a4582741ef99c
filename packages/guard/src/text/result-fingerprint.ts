import { fingerprint } from "./fingerprint.ts";

const MOMENT = /\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:z|[+-]\d\d:?\d\d)?/gi;
/** Cheaper than the pattern, and most results have no date. */
const MENTIONED = /\d-\d\d-\d\d[t ]\d/i;

/**
 * Stands for a tool's result. Two that differ in nothing but the moment they were made at are equal: the clock brings no
 * news. Arguments keep their times (`fingerprint`), as pages of a log are asked for by them.
 */
export function resultFingerprint(text: string): string {
  return fingerprint(MENTIONED.test(text) ? text.replaceAll(MOMENT, "…") : text);
}
