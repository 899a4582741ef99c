import {
  consistencyPath,
  createFrontier,
  createNodeStore,
  inclusionPath,
  sha256,
  subtreeRoot,
} from "@spanledger/ledger";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createNodeCollector } from "./create-node-collector.ts";

test("proofs from a tree that was continued equal those from the whole tree", () => {
  const sizes = fc
    .tuple(fc.nat(300), fc.nat(300), fc.nat(100))
    .map(([a, b, c]) => ({ start: a, end: a + b + 1, latest: a + b + 1 + c }));
  fc.assert(
    fc.property(sizes, fc.nat(), ({ start, end, latest }, pick) => {
      const whole = createNodeStore();
      const frontier = createFrontier();
      const leaves = Array.from({ length: latest }, (_, at) => sha256(String(at)));
      for (const leaf of leaves) whole.append(leaf);
      for (const leaf of leaves.slice(0, start)) frontier.append(leaf);
      const index = start + (pick % (end - start));
      const wanted = [...consistencyPath(start, end), ...consistencyPath(end, latest), ...inclusionPath(index, end)];
      const collector = createNodeCollector(frontier.state(), wanted);
      for (const leaf of leaves.slice(start)) collector.append(leaf);
      for (const range of wanted) expect(subtreeRoot(range, collector.read)).toEqual(subtreeRoot(range, whole.read));
      expect(collector.root()).toEqual(subtreeRoot({ from: 0, to: latest }, whole.read));
    }),
  );
});
