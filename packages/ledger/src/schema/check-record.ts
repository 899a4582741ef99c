import { compileSchema } from "./compile-schema.ts";
import schema from "./record.v1.schema.json" with { type: "json" };

const check = compileSchema(schema);

/** What in a parsed body breaks `record.v1.schema.json`, such as `/model/req has another form`; `undefined` when nothing. */
export function checkRecord(body: unknown): string | undefined {
  return check(body)?.trim();
}
