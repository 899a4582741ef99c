import type { Field } from "./dialect.ts";
import { PRECEDENCE } from "./precedence/index.ts";

const NAMES = Object.keys(PRECEDENCE) as readonly Field[];

export const FIELD_COUNT = NAMES.length;

/** Field -> its position. */
export const FIELD_INDEX: ReadonlyMap<string, number> = new Map(NAMES.map((name, index) => [name, index]));
