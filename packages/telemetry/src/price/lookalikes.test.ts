import { expect, test } from "vitest";
import { baseCards } from "./base-cards.ts";
import { baseList } from "./base-list.ts";
import { PROVIDERS } from "./provider-table.ts";

const rows = PROVIDERS.filter((row) => row.lists.length > 0);

/** Ids as a customer might name a deployment, a fine-tune or a proxy route after a real model. */
const DISGUISES: readonly ((id: string) => string)[] = [
  (id) => `${id}-acme7`,
  (id) => `${id}-prod-eu`,
  (id) => `${id}x`,
  (id) => `my-${id}`,
  (id) => `${id}-super-custom`,
  (id) => `acme/${id}`,
  (id) => `${id}/v2-internal`,
  (id) => `${id}-20991399`,
  (id) => `ft:${id}-acme:org::1`,
];

test.each(rows)("no lookalike of any model of $id has a price", (row) => {
  const priced: string[] = [];
  for (const list of row.lists) {
    const { library, overlay } = baseList(list);
    const fromLibrary = library?.models.flatMap((model) => [...model.exact, ...model.stems]) ?? [];
    const ids = new Set([...fromLibrary, ...overlay.listed.map((listed) => listed.model)]);
    for (const id of ids) {
      if (/^ft:|\.ft|^gpt-4o:/.test(id)) continue;
      for (const disguise of DISGUISES) {
        if (!ids.has(disguise(id)) && (baseCards(row, disguise(id), "")?.cards.length ?? 0) > 0)
          priced.push(disguise(id));
      }
    }
  }
  expect(priced).toEqual([]);
});
