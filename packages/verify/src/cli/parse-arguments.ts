import { parseArgs } from "node:util";

export interface Arguments {
  readonly path: string;
  readonly keys: readonly string[];
  readonly witnesses: readonly string[];
  readonly since: readonly string[];
  readonly proofs: readonly string[];
  readonly json: boolean;
}

export type ParsedArguments =
  | { readonly status: "run"; readonly arguments: Arguments }
  | { readonly status: "help" }
  | { readonly status: "wrong"; readonly reason: string };

export const USAGE = `Usage: spanledger-verify export.zip --key <vkey> [--key <vkey>] [--since old.checkpoint] [--json]

  --key <vkey or file>      Key of the log, from your contract or the operator's site; never the one in the export.
  --since <file>            A checkpoint that you kept: shows that nothing before it was rewritten.
  --proof <file>            Consistency proof from that checkpoint, when the export does not hold it.
  --witness <vkey or file>  Key of a witness that must have cosigned the latest checkpoint.
  --json                    Prints the result as JSON.

Exit code: 0 pass, 1 fail, 2 cannot verify, 3 pass with warnings. Uses no network.
`;

/** Reads the command line. */
export function parseArguments(argv: readonly string[]): ParsedArguments {
  const many = { type: "string", multiple: true, default: [] as string[] } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        key: many,
        witness: many,
        since: many,
        proof: many,
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return { status: "help" };
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) return { status: "wrong", reason: "Name one export file." };
    const { key, witness, since, proof, json } = values;
    return { status: "run", arguments: { path, keys: key, witnesses: witness, since, proofs: proof, json } };
  } catch (error) {
    return { status: "wrong", reason: error instanceof Error ? error.message : String(error) };
  }
}
