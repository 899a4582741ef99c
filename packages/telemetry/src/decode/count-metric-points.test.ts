import { expect, test } from "vitest";
import { countMetricPoints } from "./count-metric-points.ts";
import { ProtobufWriter } from "./protobuf/protobuf-writer.ts";

const wrap = (number: number, ...values: Uint8Array[]) => {
  const writer = new ProtobufWriter();
  for (const value of values) writer.bytes(number, value);
  return writer.finish();
};

test("counts the data points of every kind of metric", () => {
  const point = new Uint8Array([9, 0, 0, 0, 0, 0, 0, 0, 0]);
  const gauge = wrap(5, wrap(1, point, point));
  const histogram = wrap(9, wrap(1, point));
  const body = wrap(1, wrap(2, wrap(2, gauge, histogram)));
  expect(countMetricPoints(body, "protobuf")).toBe(3);
  const metrics = [{ gauge: { dataPoints: [{}, {}] } }, { histogram: { dataPoints: [{}] } }];
  const json = Buffer.from(JSON.stringify({ resourceMetrics: [{ scopeMetrics: [{ metrics }] }] }));
  expect(countMetricPoints(json, "json")).toBe(3);
});
