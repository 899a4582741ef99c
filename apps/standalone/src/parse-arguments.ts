import { StartError } from "./start-error.ts";

export interface Arguments {
  /** Words before the flags, e.g. ["spool", "inspect"]. */
  readonly words: readonly string[];
  /** By the name of their environment variable: `--web-port=8080` is SPANLEDGER_WEB_PORT. */
  readonly flags: Readonly<Record<string, string>>;
}

/** @throws StartError for a flag that is no setting */
export function parseArguments(args: readonly string[], knownNames: readonly string[]): Arguments {
  const words: string[] = [];
  const flags: Record<string, string> = {};
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (!arg.startsWith("--")) {
      words.push(arg);
      continue;
    }
    const [flag = "", ...rest] = arg.slice(2).split("=");
    const name = `SPANLEDGER_${flag.toUpperCase().replaceAll("-", "_")}`;
    if (!knownNames.includes(name)) throw new StartError(`--${flag} is not a flag. ${known(knownNames)}`);
    if (rest.length > 0) flags[name] = rest.join("=");
    else if (args[i + 1]?.startsWith("--") === false) flags[name] = args[++i] ?? "";
    else flags[name] = "true";
  }
  return { words, flags };
}

function known(names: readonly string[]): string {
  return `The flags are ${names.map((name) => `--${name.slice("SPANLEDGER_".length).toLowerCase().replaceAll("_", "-")}`).join(", ")}.`;
}
