/** The parts of the evidence log that are measured by themselves. */
export { createRecorder } from "./evidence/create-recorder.ts";
export type { HeadFile } from "./evidence/log-head.ts";
export { openEvidence } from "./evidence/open-evidence.ts";
export { DEFAULT_SETTINGS } from "./evidence/record-settings.ts";
export { sequenceSegment } from "./evidence/sequence-segment.ts";
export { createLoader } from "./load/create-loader.ts";
export { contentRowOf } from "./process/content-row-of.ts";
export type { RecordedSpan } from "./process/processor.ts";
export { encodeRecordedSpans } from "./process/encode-recorded-spans.ts";
export { createSpool } from "./spool/create-spool.ts";
