import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { consistencyPath } from "./consistency-path.ts";
import { createFrontier } from "./frontier.ts";
import { inclusionPath } from "./inclusion-path.ts";
import { leafHash } from "./leaf-hash.ts";
import { createNodeStore } from "./node-store.ts";
import { subtreeRoot } from "./subtree-root.ts";
import { verifyConsistency } from "./verify-consistency.ts";
import { verifyInclusion } from "./verify-inclusion.ts";

// The reference leaves of Certificate Transparency (RFC 6962) and the roots over the first 1 to 8 of them.
const CT_LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const CT_ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const LARGEST = 70;
const leaves = Array.from({ length: LARGEST }, (_, index) => leafHash(Buffer.alloc(96, index + 1)));
const store = createNodeStore();
for (const leaf of leaves) store.append(leaf);

describe("the tree of RFC 6962", () => {
  test("gives the published roots over 1 to 8 reference leaves", () => {
    const frontier = createFrontier();
    const roots = CT_LEAVES.map((leaf) => {
      frontier.append(leafHash(Buffer.from(leaf, "hex")));
      return frontier.root().toString("hex");
    });
    expect(roots).toEqual(CT_ROOTS);
  });

  test("has the hash of nothing as its empty root", () => {
    expect(createFrontier().root()).toEqual(createHash("sha256").digest());
  });

  test("hashes a leaf of any length as SHA-256 of a zero byte and the leaf", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (leaf) => {
        expect(leafHash(leaf)).toEqual(createHash("sha256").update(Buffer.of(0)).update(leaf).digest());
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 96, maxLength: 96 }), (leaf) => {
        expect(leafHash(leaf)).toEqual(createHash("sha256").update(Buffer.of(0)).update(leaf).digest());
      }),
    );
  });

  test("continues from a stored frontier to the same root", () => {
    for (let cut = 0; cut <= LARGEST; cut += 1) {
      const first = createFrontier();
      for (const leaf of leaves.slice(0, cut)) first.append(leaf);
      const second = createFrontier(JSON.parse(JSON.stringify(first.state())));
      for (const leaf of leaves.slice(cut)) second.append(leaf);
      expect(second.root()).toEqual(subtreeRoot({ from: 0, to: LARGEST }, store.read));
    }
  });

  test("refuses a frontier whose nodes do not fit its size", () => {
    expect(() => createFrontier({ size: 3, nodes: [] })).toThrow("A frontier of size 3 does not have 0 nodes.");
    expect(() => createFrontier({ size: 1, nodes: ["AAAA"] })).toThrow("not 32 bytes of base64");
    expect(() => createFrontier({ size: 1.5, nodes: [] })).toThrow("A frontier of size 1.5");
  });
});

describe("an inclusion proof", () => {
  const claim = (index: number, size: number) => ({
    index,
    size,
    leafHash: leaves[index] ?? Buffer.alloc(32),
    root: subtreeRoot({ from: 0, to: size }, store.read),
    proof: inclusionPath(index, size).map((range) => subtreeRoot(range, store.read)),
  });

  test("proves every leaf of every tree up to 70 leaves", () => {
    for (let size = 1; size <= LARGEST; size += 1) {
      for (let index = 0; index < size; index += 1) expect(verifyInclusion(claim(index, size))).toBe(true);
    }
  });

  test("proves nothing for another leaf, place, size, root, or with a hash more, less or changed", () => {
    for (let size = 2; size <= 33; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const good = claim(index, size);
        const changed = good.proof.map((hash, at) => (at === 0 ? Buffer.alloc(32) : hash));
        for (const bad of [
          { ...good, leafHash: Buffer.alloc(32) },
          { ...good, index: (index + 1) % size },
          { ...good, index: size },
          { ...good, index: -1 },
          { ...good, root: Buffer.alloc(32) },
          { ...good, proof: good.proof.slice(1) },
          { ...good, proof: [...good.proof, Buffer.alloc(32)] },
          { ...good, proof: changed },
          { ...good, proof: good.proof.map((hash) => hash.subarray(1)) },
        ]) {
          expect(verifyInclusion(bad)).toBe(false);
        }
      }
    }
  });

  test("is refused for a leaf that is not in the tree", () => {
    expect(() => inclusionPath(5, 5)).toThrow("Leaf 5 is not in a tree of 5.");
  });
});

describe("a consistency proof", () => {
  const claim = (oldSize: number, newSize: number) => ({
    oldSize,
    newSize,
    oldRoot: oldSize === 0 ? createFrontier().root() : subtreeRoot({ from: 0, to: oldSize }, store.read),
    newRoot: subtreeRoot({ from: 0, to: newSize }, store.read),
    proof: consistencyPath(oldSize, newSize).map((range) => subtreeRoot(range, store.read)),
  });

  test("proves every pair of sizes up to 70", () => {
    for (let newSize = 1; newSize <= LARGEST; newSize += 1) {
      for (let oldSize = 0; oldSize <= newSize; oldSize += 1) {
        expect(verifyConsistency(claim(oldSize, newSize))).toBe(true);
      }
    }
  });

  test("proves nothing for other roots or sizes, or with a hash more, less or changed", () => {
    for (let newSize = 2; newSize <= 33; newSize += 1) {
      for (let oldSize = 1; oldSize < newSize; oldSize += 1) {
        const good = claim(oldSize, newSize);
        for (const bad of [
          { ...good, oldRoot: Buffer.alloc(32) },
          { ...good, newRoot: Buffer.alloc(32) },
          { ...good, oldSize: newSize },
          { ...good, oldSize: newSize + 1 },
          { ...good, proof: good.proof.slice(1) },
          { ...good, proof: [...good.proof, Buffer.alloc(32)] },
          { ...good, proof: good.proof.map((hash, at) => (at === 0 ? Buffer.alloc(32) : hash)) },
        ]) {
          expect(verifyConsistency(bad)).toBe(false);
        }
      }
    }
  });

  test("is refused towards a smaller tree", () => {
    expect(() => consistencyPath(8, 7)).toThrow("A tree of 7 leaves cannot continue one of 8.");
  });
});
