export { createGuardHub } from "./guard-stream/create-guard-hub.ts";
export { createProcessor } from "./process/create-processor.ts";
export type { RecordedSpan } from "./process/processor.ts";
export { createTraceWindow } from "./process/trace-window.ts";
export { createWatch } from "./watch/create-watch.ts";
