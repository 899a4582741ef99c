import type { Dialect } from "../dialect.ts";

export const engine: Dialect = {
  name: "engine",
  sources: {
    ttft_s: [{ id: "gen_ai.latency.time_to_first_token", unit: "s" }],
  },
};
