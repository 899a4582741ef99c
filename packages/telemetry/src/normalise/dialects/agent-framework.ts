import type { Dialect } from "../dialect.ts";

export const agentFramework: Dialect = {
  name: "agent-framework",
  sources: {
    workflow_name: ["workflow.name"],
  },
};
