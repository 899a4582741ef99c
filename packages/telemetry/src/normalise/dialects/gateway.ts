import type { Dialect } from "../dialect.ts";

export const gateway: Dialect = {
  name: "gateway",
  sources: {
    cache_status: [
      {
        id: "http.response.header.x-cache|helicone-cache|cf-aig-cache-status|x-portkey-cache-status",
        keys: ["http.response.header.{x-cache,helicone-cache,cf-aig-cache-status,x-portkey-cache-status}"],
      },
    ],
  },
};
