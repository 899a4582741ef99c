import { compileSlots } from "./compile-slots.ts";
import { DIALECTS } from "./dialects/index.ts";
import { PRECEDENCE } from "./precedence/index.ts";

/** Compiled once per process. */
export const SLOTS = compileSlots(DIALECTS, PRECEDENCE);
