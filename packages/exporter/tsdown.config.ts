import { defineConfig } from "tsdown";

// What `npm i @spanledger/exporter` brings: one file per module system; only the OpenTelemetry peers stay outside.
export default defineConfig({
  entry: ["src/index.ts"],
  format: ["esm", "cjs"],
  platform: "node",
  target: "node18",
  dts: { oxc: true },
  clean: true,
  minify: true,
  deps: { alwaysBundle: [/^@spanledger\//] },
});
