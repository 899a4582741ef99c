/** Byte 4 of an entry by the `kind` of its body. */
export const ENTRY_KINDS = {
  observation: 1,
  oversight: 2,
  risk: 3,
  incident: 4,
  change: 5,
  evaluation: 6,
  notice: 7,
  erasure: 8,
  access: 9,
  control: 10,
  amendment: 11,
  hold: 12,
} as const;

export type RecordKind = keyof typeof ENTRY_KINDS;

const NAMES = new Map(Object.entries(ENTRY_KINDS).map(([name, code]) => [code, name as RecordKind]));

/** The kind of byte 4; `undefined` for a number that no version of the format has given out. */
export function kindOfCode(code: number): RecordKind | undefined {
  return NAMES.get(code as (typeof ENTRY_KINDS)[RecordKind]);
}
