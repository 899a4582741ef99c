import type { InsertSource } from "./insert-statement.ts";
import { sqlLiteral } from "./sql-literal.ts";

export interface FileColumn {
  readonly name: string;
  readonly type: string;
}

/**
 * Reads a RowBinary file of these columns. Dictionaries are built from whole columns after parsing: the format's own way,
 * value by value, costs more than everything else of a load (11 of 14 us for a row of `spans`, against 3).
 * One thread, so that the same file gives the same blocks: the engine cannot know that, and is told to use the token.
 */
export function fileSource(path: string, columns: readonly FileColumn[]): InsertSource {
  const names = columns.map(({ name }) => name).join(", ");
  const structure = columns.map(({ name, type }) => `${name} ${withoutDictionary(type)}`).join(", ");
  const file = `file(${sqlLiteral(path)}, 'RowBinary', ${sqlLiteral(structure)}, 'none')`;
  const settings =
    ", deduplicate_insert_select = 'enable_even_for_bad_queries', max_threads = 1, max_block_size = 1048449";
  return { from: `SELECT ${names} FROM ${file} `, format: settings };
}

/** Whether the engine reads the path as a pattern or as a place in an archive. */
export function isPattern(path: string): boolean {
  return /[*?{}[\]]|::/.test(path);
}

/** RowBinary writes a value of LowCardinality(T) as one of T. */
function withoutDictionary(type: string): string {
  const start = type.indexOf("LowCardinality(");
  if (start < 0) return type;
  const open = start + "LowCardinality(".length;
  let depth = 1;
  let end = open;
  for (; depth > 0 && end < type.length; end += 1) {
    if (type[end] === "(") depth += 1;
    if (type[end] === ")") depth -= 1;
  }
  return type.slice(0, start) + withoutDictionary(type.slice(open, end - 1)) + withoutDictionary(type.slice(end));
}
