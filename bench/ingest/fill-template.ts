import { randomFillSync } from "node:crypto";
import type { Template } from "./templates.ts";

const random = Buffer.alloc(65_536);
let used = random.length;

/** A copy of the body with new trace and span ids. */
export function fillTemplate(template: Template): Buffer {
  const bytes = Buffer.from(template.bytes);
  for (const { offsets, length, hex } of template.ids) {
    const id = nextRandom(length);
    if (hex) {
      const text = id.toString("hex");
      for (const offset of offsets) bytes.write(text, offset, "latin1");
    } else {
      for (const offset of offsets) id.copy(bytes, offset);
    }
  }
  return bytes;
}

function nextRandom(length: number): Buffer {
  if (used + length > random.length) {
    randomFillSync(random);
    used = 0;
  }
  used += length;
  return random.subarray(used - length, used);
}
