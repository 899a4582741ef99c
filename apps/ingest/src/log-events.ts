import type { Logger } from "pino";
import type { LoadEvent } from "./load/loader.ts";
import type { SpoolEvent } from "./spool/spool.ts";

/** Says in the log what an operator should know of spool and load. */
export function logEvents(logger: Logger): (event: LoadEvent | SpoolEvent) => void {
  return (event) => {
    switch (event.kind) {
      case "recovered":
        if ("segments" in event)
          logger.info({ segments: event.segments, bytes: event.bytes }, "loading what an earlier run has acknowledged");
        else logger.warn({ segment: event.segment.name, attempts: event.attempts }, "ClickHouse takes data again");
        return;
      case "retrying":
        logger.warn(
          { err: event.error, segment: event.segment.name, attempt: event.attempt, delayMs: event.delayMs },
          "ClickHouse did not take a segment, it is tried again",
        );
        return;
      case "segment_failed":
        logger.error(
          { err: event.error, segment: event.segment },
          "the disk of the spool failed or is full: requests are refused with 503 until it works again",
        );
        return;
      case "segment_gone":
        logger.error(
          { segment: event.segment },
          "a segment was removed from the spool before it was loaded: what it held is lost",
        );
        return;
      case "torn_tail":
        logger.warn(
          { segment: event.segment, bytes: event.bytes },
          "cut the end of an interrupted write, which was never acknowledged",
        );
        return;
      case "quarantined":
        logger.error(
          { segment: event.segment, path: event.path, detail: event.detail },
          "a damaged segment was set aside, see docs/guides/spool-format.md",
        );
        return;
    }
  };
}
