export { anAdjustmentRow } from "./an-adjustment-row.ts";
export { aSpanRow } from "./a-span-row.ts";
export { createHttpFront, type Fault, type HttpFront } from "./http-front.ts";
export { openTestStore, type TestStore } from "./open-test-store.ts";
