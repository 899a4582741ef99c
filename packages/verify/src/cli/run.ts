import { readFile } from "node:fs/promises";
import { parseVkey, type VerifierKey } from "@spanledger/ledger";
import { EXIT_CODES } from "../report/finding.ts";
import { renderJson, renderText } from "../report/render.ts";
import { verifyExport } from "../verify-export.ts";
import { type Arguments, parseArguments, USAGE } from "./parse-arguments.ts";

export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** The command: prints the verdict and gives the exit code. */
export async function run(argv: readonly string[], { out, error }: Terminal): Promise<number> {
  const parsed = parseArguments(argv);
  if (parsed.status === "help") {
    out(USAGE);
    return EXIT_CODES.pass;
  }
  if (parsed.status === "wrong") {
    error(`${parsed.reason}\n\n${USAGE}`);
    return EXIT_CODES.unverifiable;
  }
  try {
    const verification = await verifyExport(await readOptions(parsed.arguments));
    out(parsed.arguments.json ? renderJson(verification) : renderText(verification));
    return EXIT_CODES[verification.verdict];
  } catch (cause) {
    error(`Cannot verify: ${cause instanceof Error ? cause.message : String(cause)}\n`);
    return EXIT_CODES.unverifiable;
  }
}

async function readOptions(given: Arguments): Promise<Parameters<typeof verifyExport>[0]> {
  const texts = (paths: readonly string[]) => Promise.all(paths.map((path) => readFile(path, "utf8")));
  return {
    path: given.path,
    trusted: await Promise.all(given.keys.map(readKey)),
    witnesses: await Promise.all(given.witnesses.map(readKey)),
    since: await texts(given.since),
    proofs: await texts(given.proofs),
  };
}

async function readKey(given: string): Promise<VerifierKey> {
  const key = parseVkey(given) ?? parseVkey(await readFile(given, "utf8").catch(() => ""));
  if (key === undefined) throw new Error(`${given} is neither a vkey (name+id+base64) nor a file that holds one.`);
  return key;
}
