import type { LogRecord } from "../span.ts";
import { decodeRequest } from "./decode-request.ts";
import type { DecodeLimits } from "./decode-limits.ts";
import type { DecodedLogs, Encoding } from "./decode-result.ts";
import { LOGS_JSON } from "./json/read-log-record.ts";
import { readLogRecord } from "./protobuf/read-log-record.ts";

/**
 * Decodes an ExportLogsServiceRequest, already inflated. Records without a trace are kept, with ids "".
 * @throws DecodeError when nothing of the body can be taken
 */
export function decodeLogs(body: Uint8Array, encoding: Encoding, limits: DecodeLimits): DecodedLogs {
  const { records, rejected } = decodeRequest<LogRecord>({
    body,
    encoding,
    limits,
    protobuf: readLogRecord,
    json: LOGS_JSON,
  });
  return { logs: records, rejected };
}
