/** Kinds of file that the engine writes, by the extension of the file. */
export const FILE_FORMATS = {
  /** An unknown value is an empty cell. */
  csv: "CSVWithNames SETTINGS format_csv_null_representation = ''",
  parquet: "Parquet",
} as const;

export type FileFormat = keyof typeof FILE_FORMATS;
export const FILE_FORMAT_NAMES = Object.keys(FILE_FORMATS) as FileFormat[];
