/** A column as it stands in the DDL: RowBinary is written in this order, and the types are compared with the tables. */
export interface Column {
  readonly name: string;
  /** ClickHouse type as `system.columns` shows it. */
  readonly type: string;
}
