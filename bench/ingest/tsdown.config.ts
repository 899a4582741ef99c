import { join } from "node:path";

// The benchmarked server is built as apps/standalone/tsdown.config.ts builds the one that ships: run from its sources
// it would pay for function names that the TypeScript loader keeps at run time, about a fifth of its CPU.
export default {
  entry: [join(import.meta.dirname, "server.ts")],
  outDir: join(import.meta.dirname, "../../apps/standalone/dist/bench"),
  format: "esm",
  platform: "node",
  target: "node20",
  dts: false,
  sourcemap: true,
  deps: {
    // What bench/package.json names would stay outside the bundle, and the server is run from another folder.
    alwaysBundle: [/^@spanledger\//, "pino", "zod"],
    neverBundle: ["chdb", /^chdb\//, "@clickhouse/client", "@opentelemetry/api"],
  },
};
