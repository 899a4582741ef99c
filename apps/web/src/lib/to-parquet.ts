import { parquetWriteBuffer } from "hyparquet-writer";

type SchemaElement = NonNullable<Parameters<typeof parquetWriteBuffer>[0]["schema"]>[number];

export interface FileColumn {
  readonly name: string;
  /** Amounts and counts; anything else is text, also where it looks like a number. */
  readonly isFigure: boolean;
}

export type FileCell = string | number | null;

const SCALE = 12;
const DECIMAL = /^(-?)(\d{1,26})(?:\.(\d{1,12}))?$/;

/** A Parquet file. Exact figures stay exact, as Decimal(38, 12); others are doubles; what is absent is null. */
export function toParquet(columns: readonly FileColumn[], rows: readonly (readonly FileCell[])[]): ArrayBuffer {
  const typed = columns.map((column, index) =>
    typedColumn(
      column,
      rows.map((row) => row[index] ?? null),
    ),
  );
  return parquetWriteBuffer({
    columnData: typed.map(({ element, data }) => ({ name: element.name, data })),
    schema: [{ name: "root", num_children: columns.length }, ...typed.map(({ element }) => element)],
  });
}

function typedColumn({ name, isFigure }: FileColumn, cells: readonly FileCell[]) {
  const element = { name, repetition_type: "OPTIONAL" } as const;
  if (isFigure && cells.every(isExact)) {
    const decimal: SchemaElement = {
      ...element,
      type: "FIXED_LEN_BYTE_ARRAY",
      type_length: 16,
      converted_type: "DECIMAL",
      precision: 38,
      scale: SCALE,
    };
    return { element: decimal, data: cells.map(unscaled) };
  }
  if (isFigure && cells.every((cell) => cell === null || Number.isFinite(Number(cell)))) {
    const double: SchemaElement = { ...element, type: "DOUBLE" };
    return { element: double, data: cells.map((cell) => (cell === null ? null : Number(cell))) };
  }
  const text: SchemaElement = { ...element, type: "BYTE_ARRAY", converted_type: "UTF8" };
  return { element: text, data: cells.map((cell) => (cell === null ? null : String(cell))) };
}

function isExact(cell: FileCell): boolean {
  return cell === null || (typeof cell === "string" ? DECIMAL.test(cell) : Number.isSafeInteger(cell));
}

function unscaled(cell: FileCell): bigint | null {
  if (cell === null) return null;
  const [, sign = "", whole = "0", fraction = ""] = DECIMAL.exec(String(cell)) ?? [];
  const value = BigInt(whole) * 10n ** BigInt(SCALE) + BigInt(fraction.padEnd(SCALE, "0"));
  return sign === "-" ? -value : value;
}
