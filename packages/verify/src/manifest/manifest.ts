import type { ExportPackage } from "../package/export-package.ts";
import { Failure } from "../report/failure.ts";

export const FORMAT = "trace-export/1";

export interface Manifest {
  readonly exportId: string | undefined;
  readonly project: string;
  readonly system: string;
  readonly files: readonly ManifestFile[] | undefined;
  /** Ranges by origin, where the manifest gives them. */
  readonly logs: readonly ManifestLog[];
}

export interface ManifestFile {
  readonly path: string;
  /** SHA-256, 64 hex digits. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface ManifestLog {
  readonly origin: string;
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly entries: number | undefined;
  readonly inScope: number | undefined;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** Reads `manifest.json`. Throws `Failure`, as unverifiable when it is of a format that this version does not know. */
export async function readManifest(files: ExportPackage): Promise<Manifest> {
  const manifest = asObject(parse(await files.text("manifest.json")));
  if (manifest["format"] !== FORMAT) {
    const message = `The export is of the format ${JSON.stringify(manifest["format"])}; this verifier knows ${FORMAT}.`;
    throw new Failure("format", message, "unverifiable");
  }
  const scope = asObject(manifest["scope"]);
  const range = asObject(manifest["range"]);
  const exportId = manifest["export_id"];
  const listed = manifest["files"];
  return {
    exportId: typeof exportId === "string" ? exportId : undefined,
    project: String(scope["project"]),
    system: String(scope["system"]),
    files: Array.isArray(listed) ? listed.map(asObject).map(readFile) : undefined,
    logs: asList(manifest["logs"]).map((log) => readLog({ ...range, ...asObject(log) })),
  };
}

function parse(text: string | undefined): unknown {
  if (text === undefined)
    throw new Failure("no_manifest", "The archive has no manifest.json: it is not an export.", "unverifiable");
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure("no_manifest", "manifest.json is not JSON.", "unverifiable");
  }
}

function readFile(file: JsonObject): ManifestFile {
  return { path: String(file["path"]), sha256: String(file["sha256"]), bytes: Number(file["bytes"]) };
}

function readLog(log: JsonObject): ManifestLog {
  return {
    origin: String(log["origin"]),
    start: asNumber(log["start"]),
    end: asNumber(log["end"]),
    entries: asNumber(log["entries"]),
    inScope: asNumber(log["in_scope"]),
  };
}

function asObject(value: unknown): JsonObject {
  return typeof value === "object" && value !== null ? (value as JsonObject) : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asNumber(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
