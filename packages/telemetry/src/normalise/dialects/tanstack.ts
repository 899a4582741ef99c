import type { Dialect } from "../dialect.ts";
import { always } from "../takes.ts";

export const tanstack: Dialect = {
  name: "tanstack",
  sources: {
    operation: [
      { id: "tanstack.ai.iterations", take: always("invoke_agent") },
      { id: "tanstack.ai.iteration", take: always("chat") },
    ],
  },
};
