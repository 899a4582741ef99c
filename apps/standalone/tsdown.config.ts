import { defineConfig } from "tsdown";

// One file to run: workspace packages export TypeScript sources and are inlined, what has native parts or is found by
// path at run time stays a package.
export default defineConfig({
  entry: ["src/main.ts"],
  format: "esm",
  platform: "node",
  target: "node20",
  dts: false,
  clean: true,
  sourcemap: true,
  deps: {
    alwaysBundle: [/^@spanledger\//],
    neverBundle: ["chdb", /^chdb\//, "@clickhouse/client", "next"],
  },
});
