import { parseVkey } from "../note/vkey.ts";
import type { KeyRotationData } from "./control-data.ts";

/** The rotation that a record body announces; `undefined` for any other body. */
export function readKeyRotation(body: unknown): KeyRotationData | undefined {
  if (!isObject(body) || body["kind"] !== "control" || !isObject(body["d"])) return undefined;
  const { event, vkey, from_size: fromSize, reason, dual_until_us: dualUntilUs } = body["d"];
  if (event !== "key_rotation" || typeof vkey !== "string" || parseVkey(vkey) === undefined) return undefined;
  if (!Number.isSafeInteger(fromSize) || !Number.isSafeInteger(dualUntilUs) || typeof reason !== "string") {
    return undefined;
  }
  return { event, vkey, from_size: Number(fromSize), reason, dual_until_us: Number(dualUntilUs) };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
