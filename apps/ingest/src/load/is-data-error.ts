/**
 * ClickHouse codes that say the bytes themselves are wrong: sending them again cannot help.
 * 6 CANNOT_PARSE_TEXT, 27 CANNOT_PARSE_INPUT, 33 CANNOT_READ_ALL_DATA, 69 ARGUMENT_OUT_OF_BOUND, 117 INCORRECT_DATA,
 * 128 TOO_LARGE_ARRAY_SIZE, 131 TOO_LARGE_STRING_SIZE, 636 CANNOT_EXTRACT_TABLE_STRUCTURE, 691 UNKNOWN_ELEMENT_OF_ENUM.
 */
const DATA_ERROR_CODES = new Set([6, 27, 33, 69, 117, 128, 131, 636, 691]);

/** Whether ClickHouse refused the rows rather than being unable to take them now. Looks through `cause`. */
export function isDataError(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    const code = Number((current as Error & { readonly code?: unknown }).code ?? codeInMessage(current.message));
    if (DATA_ERROR_CODES.has(code)) return true;
  }
  return false;
}

function codeInMessage(message: string): string {
  return /\bCode: (\d+)\b/.exec(message)?.[1] ?? "";
}
