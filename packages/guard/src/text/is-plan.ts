const LOOKED_AT = 400;
const NAMED = /\b(re-?)?plan(s|ned|ning)?\b|\bstrategy\b|\broadmap\b|\bapproach\b|\bto-?dos?\b|\bnext steps\b/i;
/** Cheaper than the patterns that decide. */
const MENTIONED = /plan|strategy|roadmap|approach|to-?do|next steps/i;
const LISTED = /(^|\s)(1[.):]|\(1\)|step (1|one)\b|first\b|[-*•] )|\bthen\b|\[\s*["{]/im;

/** `Plan 3:`, `Here is a revised plan (v2)`: a heading needs no list. */
const HEADING = /^.{0,48}\bplan\b\s*(#?\d+|v\d+|[a-z])?\s*[:(–—-]|^.{0,48}\bre-?plan(ning)?\b/i;

/** Whether an answer lists what to do next instead of doing it. */
export function isPlan(text: string): boolean {
  const start = text.slice(0, LOOKED_AT);
  if (!MENTIONED.test(start)) return false;
  return HEADING.test(start) || (NAMED.test(start) && LISTED.test(start));
}
