/** Field -> sources, first wins; see index.ts for the notation. */
export type Order = Readonly<Record<string, readonly string[]>>;
