import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startFakePlatform } from "./fake-platform.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const MAX_GZIPPED_BYTES = 15_000;
/** Loaded for `content: "off"` or a mask, and for budgets near their limit. */
const ON_DEMAND = /^(create-content-filter|reserve-call)-/;
const call = promisify(execFile);

/** A folder with the package as npm would install it. */
let folder = "";
const packed = (): string => join(folder, "node_modules/@spanledger/exporter");

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "spanledger-exporter-"));
  const tsdown = join(packageFolder("tsdown"), "dist/run.mjs");
  await call(process.execPath, [tsdown, "--out-dir", join(packed(), "dist")], { cwd: ROOT });
  const { publishConfig, ...manifest } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Record<
    string,
    object
  >;
  // What `pnpm publish` does with these fields.
  const { devDependencies: _, scripts: __, private: ___, ...published } = { ...manifest, ...publishConfig };
  writeFileSync(join(packed(), "package.json"), JSON.stringify(published, null, 2));
  cpSync(join(ROOT, "README.md"), join(packed(), "README.md"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("npm users get types and code for ES modules and CommonJS: publint and attw find nothing", async () => {
  const publint = join(packageFolder("publint"), "src/cli.js");
  await call(process.execPath, [publint, "--strict", "--pack", "false", packed()]);
  await call("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: packed() });
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
  const attw = join(packageFolder("@arethetypeswrong/cli"), "dist/index.js");
  const { stdout } = await call(process.execPath, [attw, join(folder, tarball), "--format", "json"]);
  expect((JSON.parse(stdout) as { problems?: object }).problems ?? {}).toEqual({});
});

test("what an app loads is at most 15 kB gzipped, the rules for loops included, and nothing but OpenTelemetry comes with it", () => {
  const dist = join(packed(), "dist");
  for (const extension of [".mjs", ".cjs"]) {
    const files = readdirSync(dist).filter((name) => name.endsWith(extension));
    const code = new Map(files.map((name) => [name, readFileSync(join(dist, name), "utf8")]));
    const loaded = [...code].filter(([name]) => !ON_DEMAND.test(name));
    const bytes = loaded.reduce((sum, [, text]) => sum + gzipSync(text).length, 0);
    expect(bytes).toBeLessThanOrEqual(MAX_GZIPPED_BYTES);
    // What is left out stands alone: with it no other file comes that was not counted.
    expect(files.filter((name) => ON_DEMAND.test(name))).toHaveLength(2);
    const imports = [...code.values()].flatMap((text) =>
      [...text.matchAll(/(?:from|import|require)\s*\(?["'`]([^"'`]+)["'`]/g)].map(([, name]) => name ?? ""),
    );
    const foreign = imports.filter((name) => !/^(node:|\.\/)/.test(name));
    expect(new Set(foreign)).toEqual(
      new Set(["@opentelemetry/api", "@opentelemetry/exporter-trace-otlp-proto", "@opentelemetry/sdk-trace-base"]),
    );
  }
  const manifest = JSON.parse(readFileSync(join(packed(), "package.json"), "utf8")) as Record<string, object>;
  expect(manifest["dependencies"]).toBeUndefined();
  expect(Object.keys(manifest["peerDependencies"] ?? {}).every((name) => name.startsWith("@opentelemetry/"))).toBe(
    true,
  );
});

const APP = `
const tracer = provider.getTracer("app");
const guard = createGuard({ limits: { perTrace: { calls: 1 } } });
const root = tracer.startSpan("agent");
await withAttribution({ feature: "support", tenant: "acme" }, async () => {
  tracer.startSpan("chat", { attributes: { "gen_ai.operation.name": "chat", "input.value": "secret" } }).end();
});
await new Promise((resolve) => setTimeout(resolve, 900));
console.log(JSON.stringify({ open: Date.now() }));
root.end();
await provider.forceFlush();
await provider.shutdown();
`;
const NAMES = "SpanledgerProcessor, withAttribution, createGuard";
const OPTIONS = `{ content: "off", otlpExporter: json ? OTLPTraceExporter : undefined }`;
const SETUP = `const json = process.argv[2] === "json";
const provider = new BasicTracerProvider({ spanProcessors: [new SpanledgerProcessor(${OPTIONS})] });`;
const ESM = `import { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { ${NAMES} } from "@spanledger/exporter";
${SETUP}
${APP}`;
const CJS = `const { BasicTracerProvider } = require("@opentelemetry/sdk-trace-base");
const { OTLPTraceExporter } = require("@opentelemetry/exporter-trace-otlp-http");
const { ${NAMES} } = require("@spanledger/exporter");
${SETUP}
(async () => { ${APP} })();`;

/** Packages of the two generations, by the names that apps import them under. */
const GENERATIONS = {
  "SDK 1.x": ["otel-sdk-1", "otel-exporter-1", "otel-exporter-json-1"],
  "SDK 2.x": [
    "@opentelemetry/sdk-trace-base",
    "@opentelemetry/exporter-trace-otlp-proto",
    "@opentelemetry/exporter-trace-otlp-http",
  ],
  // npm installs the newest peer beside an older SDK.
  "SDK 1.x with an exporter of 2.x": [
    "otel-sdk-1",
    "@opentelemetry/exporter-trace-otlp-proto",
    "@opentelemetry/exporter-trace-otlp-http",
  ],
} as const;

test.each(
  Object.keys(GENERATIONS).flatMap((generation) => [
    [generation, "mjs", "protobuf"] as const,
    [generation, "cjs", "json"] as const,
  ]),
)("an app on %s (%s, %s) is seen while its trace is open, and exits", async (generation, extension, encoding) => {
  const platform = await startFakePlatform();
  const scope = join(folder, "node_modules/@opentelemetry");
  rmSync(scope, { recursive: true, force: true });
  mkdirSync(scope, { recursive: true });
  const [sdk, proto, http] = GENERATIONS[generation as keyof typeof GENERATIONS];
  for (const [name, target] of Object.entries({
    api: "@opentelemetry/api",
    "sdk-trace-base": sdk,
    "exporter-trace-otlp-proto": proto,
    "exporter-trace-otlp-http": http,
  })) {
    symlinkSync(packageFolder(target), join(scope, name));
  }
  const file = join(folder, `app.${extension}`);
  writeFileSync(file, extension === "mjs" ? ESM : CJS);
  try {
    const env = { PATH: process.env["PATH"], SPANLEDGER_ENDPOINT: platform.url, SPANLEDGER_INGEST_KEY: "sl_test" };
    const { stdout } = await call(process.execPath, [file, encoding], { cwd: folder, env, timeout: 10_000 });
    const { open } = JSON.parse(stdout) as { open: number };
    const [child, root] = platform.spans;
    expect(child?.span.name).toBe("chat");
    expect(child?.atMs).toBeLessThan(open);
    expect(child?.contentType).toContain(encoding);
    expect(Object.fromEntries(child?.span.attributes ?? [])).toEqual({
      "gen_ai.operation.name": "chat",
      "feature.name": "support",
      "tenant.id": "acme",
    });
    expect(root?.span.name).toBe("agent");
    expect(platform.streamRequests[0]?.authorization).toBe("Bearer sl_test");
  } finally {
    await platform.close();
  }
});

function packageFolder(name: string): string {
  return join(ROOT, "node_modules", name);
}
