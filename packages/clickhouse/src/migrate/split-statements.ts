/** Splits a migration file at the semicolons that are neither in a comment nor in a quoted text. */
export function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  let start = 0;
  let position = 0;
  while (position < sql.length) {
    const rest = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\.)*'|`[^`]*`|"[^"]*"|;/g;
    rest.lastIndex = position;
    const match = rest.exec(sql);
    if (match === null) break;
    position = rest.lastIndex;
    if (match[0] !== ";") continue;
    statements.push(sql.slice(start, match.index));
    start = position;
  }
  statements.push(sql.slice(start));
  return statements.map((statement) => statement.trim()).filter(hasCode);
}

function hasCode(statement: string): boolean {
  return statement.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, "").trim() !== "";
}
