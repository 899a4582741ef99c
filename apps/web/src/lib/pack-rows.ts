/**
 * Rows as columns, each value of a column that repeats written once: ten thousand spans name the same few operations, and
 * reading and sending their names again and again would take longer than asking for them.
 */
export interface PackedRows<Row> {
  readonly count: number;
  readonly columns: { readonly [Key in keyof Row]: PackedColumn<Row[Key]> };
}

interface PackedColumn<Value> {
  readonly values: readonly Value[];
  /** For each row its place in `values`; absent when there is one value per row. */
  readonly places?: readonly number[];
}

/** All rows have the keys of the first. */
export function packRows<Row extends object>(rows: readonly Row[]): PackedRows<Row> {
  const keys = Object.keys(rows[0] ?? {}) as (keyof Row)[];
  const columns = keys.map((key) => [key, packColumn(rows.map((row) => row[key]))] as const);
  return { count: rows.length, columns: Object.fromEntries(columns) as PackedRows<Row>["columns"] };
}

export function unpackRows<Row extends object>({ count, columns }: PackedRows<Row>): Row[] {
  const read = (Object.keys(columns) as (keyof Row)[]).map((key) => [key, columns[key]] as const);
  return Array.from({ length: count }, (_, index) => {
    const row: Partial<Row> = {};
    for (const [key, { values, places }] of read)
      row[key] = values[places ? (places[index] ?? 0) : index] as Row[keyof Row];
    return row as Row;
  });
}

function packColumn<Value>(all: readonly Value[]): PackedColumn<Value> {
  const known = new Map<Value, number>();
  const places = all.map((value) => {
    const place = known.get(value) ?? known.size;
    known.set(value, place);
    return place;
  });
  return known.size * 2 > all.length ? { values: all } : { values: [...known.keys()], places };
}
