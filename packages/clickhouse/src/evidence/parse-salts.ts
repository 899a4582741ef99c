/** The column `salts` of `span_content` by field; a span without one gives an empty map. */
export function parseSalts(text: string): ReadonlyMap<string, string> {
  const salts = new Map<string, string>();
  if (text === "") return salts;
  for (const part of text.split(";")) {
    const at = part.indexOf("=");
    if (at > 0) salts.set(part.slice(0, at), part.slice(at + 1));
  }
  return salts;
}
