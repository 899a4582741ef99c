import {
  JsonLogsSerializer,
  JsonTraceSerializer,
  ProtobufLogsSerializer,
  ProtobufTraceSerializer,
} from "@opentelemetry/otlp-transformer";
import { describe, expect, test } from "vitest";
import { encodeExportResponse } from "./encode-export-response.ts";
import { encodeStatus } from "./encode-status.ts";

describe("OpenTelemetry's own client understands the answer", () => {
  test.each([
    ["traces", "protobuf", ProtobufTraceSerializer],
    ["traces", "json", JsonTraceSerializer],
    ["logs", "protobuf", ProtobufLogsSerializer],
    ["logs", "json", JsonLogsSerializer],
  ] as const)("partial success of %s in %s", (signal, encoding, serializer) => {
    const body = encodeExportResponse({
      encoding,
      signal,
      rejected: 300,
      message: "300 were rejected: traceId is zero",
    });
    const { partialSuccess } = serializer.deserializeResponse(body);
    expect(partialSuccess).toMatchObject({ errorMessage: "300 were rejected: traceId is zero" });
    expect(Object.values(partialSuccess ?? {}).map(String)).toContain("300");
  });

  test("a full success is empty", () => {
    const full = { signal: "traces", rejected: 0, message: "" } as const;
    expect(encodeExportResponse({ ...full, encoding: "protobuf" })).toHaveLength(0);
    expect(Buffer.from(encodeExportResponse({ ...full, encoding: "json" })).toString()).toBe("{}");
  });
});

test("a failure is a google.rpc.Status in either encoding", () => {
  const status = { code: 3, message: "no" };
  expect(JSON.parse(Buffer.from(encodeStatus({ ...status, encoding: "json" })).toString())).toEqual(status);
  expect(Buffer.from(encodeStatus({ ...status, encoding: "protobuf" })).toString("hex")).toBe("080312026e6f");
});
