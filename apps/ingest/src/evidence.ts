/** The parts of the evidence log that are measured without a database. */
export { createRecorder } from "./evidence/create-recorder.ts";
export type { HeadFile } from "./evidence/log-head.ts";
export { DEFAULT_SETTINGS } from "./evidence/record-settings.ts";
export { sequenceSegment } from "./evidence/sequence-segment.ts";
export { contentRowOf } from "./process/content-row-of.ts";
export type { RecordedSpan } from "./process/processor.ts";
