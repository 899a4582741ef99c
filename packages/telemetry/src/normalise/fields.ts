import { PRECEDENCE, type Field } from "./precedence/index.ts";

const NAMES = Object.keys(PRECEDENCE) as readonly Field[];

/** Field -> its position. */
export const FIELD_INDEX: ReadonlyMap<string, number> = new Map(NAMES.map((name, index) => [name, index]));
