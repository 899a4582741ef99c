import type { Dialect } from "../dialect.ts";

export const mcp: Dialect = {
  name: "mcp",
  sources: {
    operation: [{ id: "mcp.method.name", values: "mcp_method" }],
    session_id: [{ id: "mcp.session.id", keys: [] }],
  },
};
