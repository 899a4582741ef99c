export { guardStepsOf, type WatchedStep } from "./guard-steps-of.ts";
export { stepSourceOfRow, type StoredSpan } from "./step-source-of-row.ts";
export type { StepSource } from "./step-source.ts";
