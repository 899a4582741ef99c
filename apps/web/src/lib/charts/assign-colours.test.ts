import { expect, test } from "vitest";
import { assignColours } from "./assign-colours.ts";

const FEATURES = ["search", "chat", "report", "mail", "code", "voice", "contract", "translate", "other-one"];

test("gives the biggest eight a colour each of their own", () => {
  const slots = assignColours(FEATURES, FEATURES.slice(0, 7));
  expect(new Set(FEATURES.slice(0, 8).map((name) => slots.get(name))).size).toBe(8);
});

test("an entity keeps its colour whatever is shown beside it", () => {
  const all = assignColours(FEATURES, FEATURES.slice(0, 7));
  const alone = assignColours(FEATURES, ["mail"]);
  expect(alone.get("mail")).toBe(all.get("mail"));
});

test("does not depend on the order of the sums", () => {
  expect(assignColours(FEATURES.slice(0, 8).toReversed(), ["chat"]).get("chat")).toBe(
    assignColours(FEATURES, ["chat"]).get("chat"),
  );
});
