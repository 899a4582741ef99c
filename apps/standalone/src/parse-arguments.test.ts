import { expect, test } from "vitest";
import { parseArguments } from "./parse-arguments.ts";

const NAMES = ["SPANLEDGER_DEMO", "SPANLEDGER_DATA_DIR"];

test.each([
  [["--demo=false"], { SPANLEDGER_DEMO: "false" }],
  [["--data-dir", "/tmp/x", "--demo"], { SPANLEDGER_DATA_DIR: "/tmp/x", SPANLEDGER_DEMO: "true" }],
  [["--data-dir=/a=b"], { SPANLEDGER_DATA_DIR: "/a=b" }],
])("%j sets what the variable of the same name would", (args, flags) => {
  expect(parseArguments(args, NAMES)).toEqual({ words: [], flags });
});

test("keeps the words of a command", () => {
  expect(parseArguments(["spool", "inspect", "--data-dir=/x"], NAMES).words).toEqual(["spool", "inspect"]);
});

test("an unknown flag is named, with those that exist", () => {
  expect(() => parseArguments(["--dmeo=false"], NAMES)).toThrow(
    "--dmeo is not a flag. The flags are --demo, --data-dir.",
  );
});
