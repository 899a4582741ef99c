/** The text under the signature of an export: which manifest it vouches for. `sha256` is 32 bytes. */
export function formatManifestNote(exportId: string, sha256: Uint8Array): string {
  return `trace-export/v1\n${exportId}\n${Buffer.from(sha256).toString("base64")}\n`;
}
