/** An object schema's fields that all look alike. Its keys are exactly the names, which fromEntries cannot tell. */
export function sameSchema<const Names extends readonly string[], Schema>(
  names: Names,
  schema: Schema,
): Record<Names[number], Schema> {
  return Object.fromEntries(names.map((name) => [name, schema])) as Record<Names[number], Schema>;
}
