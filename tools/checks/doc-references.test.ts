import { expect, test } from "vitest";
import { missingReferences } from "./doc-references.mjs";

test("reports links and quoted paths that do not exist", () => {
  const text =
    "See [start](tools/start.mjs), [gone](tools/gone.mjs) and `apps/nowhere/src/x.ts`; https://example.com is no path.";
  expect(missingReferences("README.md", text)).toEqual([
    "README.md: tools/gone.mjs does not exist",
    "README.md: apps/nowhere/src/x.ts does not exist",
  ]);
});
