import { defineConfig } from "tsdown";

// One file without dependencies: an auditor runs it on a machine that has Node and no network.
export default defineConfig({
  entry: ["src/main.ts"],
  format: "esm",
  platform: "node",
  target: "node18",
  dts: false,
  clean: true,
  deps: { alwaysBundle: [/^@spanledger\//] },
});
