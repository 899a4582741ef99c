import type { Dialect } from "../dialect.ts";

export const copilot: Dialect = {
  name: "copilot",
  sources: {
    cost_reported: [{ id: "github.copilot.cost", keys: [] }],
  },
};
