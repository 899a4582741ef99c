import type { FileFormat } from "../store/file-format.ts";

/** A text column of a file. In CSV, what a spreadsheet would run as a formula is led by a quote. */
export function safeText(expression: string, format: FileFormat): string {
  if (format !== "csv") return expression;
  return `if(match(${expression}, '^[=+@\\\\t\\\\r-]') AND NOT match(${expression}, '^-?[0-9]+([.][0-9]+)?$'), concat('\\'', ${expression}), ${expression})`;
}
