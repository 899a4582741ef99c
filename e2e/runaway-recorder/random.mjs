const WORDS =
  "parcel depot invoice customer refund delay route carrier window ledger branch deploy cluster queue backup licence contract clause region market forecast margin supplier warehouse sensor reading incident release ticket account balance transfer audit policy claim patient sample survey panel permit crossing harbour vessel container station signal platform driver shift payroll vendor tender".split(
    " ",
  );
const VERBS =
  "arrived moved dropped rose changed closed opened reported confirmed delayed cleared matched failed passed returned shipped".split(
    " ",
  );

/** Numbers, words and sentences that are the same for the same seed. */
export function createRandom(seed) {
  let state = Math.imul(seed + 1, 2654435761) | 0;
  function next() {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const int = (from, to) => from + Math.floor(next() * (to - from + 1));
  const pick = (list) => list[int(0, list.length - 1)];
  const sentence = () =>
    `The ${pick(WORDS)} ${pick(WORDS)} ${pick(VERBS)} ${pick(["after", "before", "near", "without"])} the ${pick(WORDS)} (${int(10, 9999)}).`;
  return {
    next,
    int,
    pick,
    word: () => pick(WORDS),
    words: (count) => Array.from({ length: count }, () => pick(WORDS)).join(" "),
    sentence,
    paragraph: (count) => Array.from({ length: count }, sentence).join(" "),
    id: (prefix) => `${prefix}-${int(10_000, 99_999)}`,
  };
}
