import { expect, test } from "vitest";
import { VECTORS } from "../../test/sample.ts";
import { encodeBody } from "../body/encode-body.ts";
import { decodeTargets, encodeTargets } from "../erasure/erasure-targets.ts";
import { checkRecord } from "../schema/check-record.ts";
import { controlBody } from "./control-body.ts";
import { type ControlData, LOG_FORMAT } from "./control-data.ts";
import { readKeyRotation } from "./read-key-rotation.ts";

const rotation = {
  event: "key_rotation",
  vkey: VECTORS.vkey,
  from_size: 12,
  reason: "yearly",
  dual_until_us: 99,
} as const;
const records: ControlData[] = [
  { event: "genesis", format: LOG_FORMAT, origin: "h/log/t/w", vkey: VECTORS.vkey, late_us: 604_800_000_000 },
  { event: "start", epoch: 3, ver: "0.1.0" },
  { event: "heartbeat", epoch: 3 },
  { event: "clock", source: "ntp", offset_us: -120, max_err_us: 900 },
  { event: "gap", src: "sdk1", first: 5, last: 8 },
  { event: "tail_discarded", first: 90, count: 2 },
  { event: "config", key: "retention.content_days", from: "30", to: "183" },
  rotation,
  { event: "stop", epoch: 3 },
];

test.each(records)("a control record $event is allowed by the schema", (data) => {
  const line = encodeBody(controlBody({ data, nowUs: 1_790_000_000_000_000, nonce: "ZI-OGToGwwdn5x-zKkqyqw" }));
  expect(checkRecord(JSON.parse(line))).toBeUndefined();
  expect(JSON.parse(line)).toMatchObject({ kind: "control", d: data });
});

test("a key rotation is read from its record and from no other", () => {
  const body = controlBody({ data: rotation, nowUs: 5, nonce: "ZI-OGToGwwdn5x-zKkqyqw" });
  expect(readKeyRotation(JSON.parse(encodeBody(body)))).toEqual(rotation);
  expect(readKeyRotation({ ...body, kind: "change" })).toBeUndefined();
  expect(readKeyRotation({ ...body, d: { ...rotation, vkey: "none" } })).toBeUndefined();
  expect(readKeyRotation({ ...body, d: { event: "stop", epoch: 1 } })).toBeUndefined();
});

test("erasure targets are sorted, and read back", () => {
  const value = encodeTargets([
    { first: 900, last: 950 },
    { first: 250, last: 250, fields: ["output", "input"] },
    { first: 300, last: 400, fields: ["ip"] },
  ]);
  expect(value).toEqual([
    [250, ["input", "output"]],
    [300, 400, ["ip"]],
    [900, 950],
  ]);
  expect(decodeTargets(value)).toEqual([
    { first: 250, last: 250, fields: ["input", "output"] },
    { first: 300, last: 400, fields: ["ip"] },
    { first: 900, last: 950 },
  ]);
});

test.each([[null], [{}], [[1]], [[[1]]], [[[-1, ["a"]]]], [[[5, 4]]], [[[1, 2, 3]]], [[[1, [2]]]], [[[1.5, 2]]]])(
  "%j are no erasure targets",
  (value) => {
    expect(decodeTargets(value as never)).toBeUndefined();
  },
);
