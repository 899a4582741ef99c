import fc from "fast-check";
import { expect, test } from "vitest";
import { AttributeList } from "./attribute-list.ts";

const entries = fc.array(fc.tuple(fc.constantFrom<string>("a", "b", "c", "d", "__proto__"), fc.integer()), {
  maxLength: 12,
});

test("keeps what a map keeps, in its order, whatever lists were made before", () => {
  fc.assert(
    fc.property(entries, (pairs) => {
      const list = new AttributeList<number>();
      for (const [key, value] of pairs) list.set(key, value);
      const map = new Map(pairs);
      expect([...list]).toEqual([...map]);
      expect([[...list.keys()], [...list.values()], list.size]).toEqual([[...map.keys()], [...map.values()], map.size]);
      for (const key of ["a", "b", "x"]) expect([list.get(key), list.has(key)]).toEqual([map.get(key), map.has(key)]);
    }),
  );
});

test("records with the same keys share one list of them", () => {
  const [left, right] = [1, 2].map((value) => new AttributeList<number>().set("model", value).set("tokens", value));
  expect(left?.keyList).toBe(right?.keyList);
  expect(left?.keyList).not.toBe(new AttributeList<number>().set("tokens", 1).set("model", 1).keyList);
});
