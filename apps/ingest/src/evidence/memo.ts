const MAX_KEPT = 4_096;

/** Remembers a pure function of a text: models, services and versions come again with every span. */
export function memo<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const value = compute(text);
    if (known.size >= MAX_KEPT) known.clear();
    known.set(text, value);
    return value;
  };
}
