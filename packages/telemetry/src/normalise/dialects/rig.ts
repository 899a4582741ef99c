import type { Dialect } from "../dialect.ts";

export const rig: Dialect = {
  name: "rig",
  sources: {
    cache_read_tokens: ["gen_ai.usage.cached_tokens"],
  },
};
