import { randomFillSync } from "node:crypto";
import type { Template } from "./templates.ts";

const random = Buffer.alloc(65_536);
let used = random.length;

/** A copy of the body with new trace and span ids. */
export function fillTemplate(template: Template): Buffer {
  const bytes = Buffer.from(template.bytes);
  for (const { offsets, length, form } of template.ids) {
    if (offsets.length === 0) continue;
    const text = nextRandom(length).toString(form);
    for (const offset of offsets) bytes.write(text, offset, "latin1");
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
