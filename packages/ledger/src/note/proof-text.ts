import { fromBase64 } from "../hash/base64.ts";

/** `c2sp.org/tlog-proof@v1`: one leaf's inclusion proof with the checkpoint it leads to. */
export interface InclusionProofText {
  readonly index: number;
  readonly proof: readonly Uint8Array[];
  /** The signed note, as it was published. */
  readonly checkpoint: string;
}

/** The body of tlog-witness: `old <size>`, the proof and the newer checkpoint. */
export interface ConsistencyProofText {
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  readonly checkpoint: string;
}

export function formatInclusionProof({ index, proof, checkpoint }: InclusionProofText): string {
  return `${INCLUSION_HEADER}index ${index}\n${hashLines(proof)}\n${checkpoint}`;
}

/** `undefined` when the text has another form. An `extra` line is allowed and ignored. */
export function parseInclusionProof(text: string): InclusionProofText | undefined {
  if (!text.startsWith(INCLUSION_HEADER)) return undefined;
  const read = parseProof(text.slice(INCLUSION_HEADER.length).replace(/^extra [A-Za-z0-9+/=]+\n/u, ""), "index");
  return read && { index: read.number, proof: read.proof, checkpoint: read.checkpoint };
}

export function formatConsistencyProof({ oldSize, proof, checkpoint }: ConsistencyProofText): string {
  return `old ${oldSize}\n${hashLines(proof)}\n${checkpoint}`;
}

/** `undefined` when the text has another form. */
export function parseConsistencyProof(text: string): ConsistencyProofText | undefined {
  const read = parseProof(text, "old");
  return read && { oldSize: read.number, proof: read.proof, checkpoint: read.checkpoint };
}

const INCLUSION_HEADER = "c2sp.org/tlog-proof@v1\n";
const NUMBER = /^(0|[1-9][0-9]{0,15})$/u;
const MAX_PROOF_HASHES = 64;

function hashLines(proof: readonly Uint8Array[]): string {
  return proof.map((hash) => `${Buffer.from(hash).toString("base64")}\n`).join("");
}

function parseProof(text: string, word: string): { number: number; proof: Buffer[]; checkpoint: string } | undefined {
  const split = text.indexOf("\n\n");
  if (split === -1) return undefined;
  const [first = "", ...lines] = text.slice(0, split).split("\n");
  const digits = first.startsWith(`${word} `) ? first.slice(word.length + 1) : "";
  if (!NUMBER.test(digits) || lines.length > MAX_PROOF_HASHES) return undefined;
  const proof = lines.map(fromBase64).filter((hash) => hash?.length === 32) as Buffer[];
  if (proof.length !== lines.length) return undefined;
  return { number: Number(digits), proof, checkpoint: text.slice(split + 2) };
}
