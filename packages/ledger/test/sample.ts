import { readFileSync } from "node:fs";

/** A file of the export that another implementation made, unchanged. */
export function sampleFile(path: string): Buffer {
  return readFileSync(new URL(`fixtures/sample/${path}`, import.meta.url));
}

export function sampleText(path: string): string {
  return sampleFile(path).toString("utf8");
}

export function sampleLines(path: string): string[] {
  return sampleText(path).trimEnd().split("\n");
}

const vectors = readFileSync(new URL("fixtures/vectors.json.txt", import.meta.url), "utf8");

/** The JSON object at the head of the vectors file. */
export const VECTORS = JSON.parse(vectors.slice(0, vectors.indexOf("} \n") + 1)) as Readonly<
  Record<"body0" | "entry0" | "leaf0" | "root1" | "root7" | "root1000" | "scope" | "vkey" | "wkey", string>
>;

/** The checkpoint of 1000 records, as published. */
export const VECTOR_CHECKPOINT = vectors.slice(vectors.indexOf("} \n") + 3, vectors.indexOf("\nanchor "));

/** A value of the last lines: `anchor <hex> leaf <hex>`, `vault nonce <hex> ct <hex>… <bytes> sha <hex>`. */
export function vectorWord(before: string): string {
  return new RegExp(`\\b${before} (\\S+)`, "u").exec(vectors)?.[1] ?? "";
}

export const ORIGIN = "traces.example.eu/log/p7Qd3/w01";
