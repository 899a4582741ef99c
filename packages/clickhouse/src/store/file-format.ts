/** How the engine writes an answer, by a short name that also ends the file's name. */
export const ANSWER_FORMATS = {
  /** An unknown value is an empty cell. */
  csv: "CSVWithNames SETTINGS format_csv_null_representation = ''",
  parquet: "Parquet",
  /** A row a line, columns apart by tabs, nothing escaped: only for values without either. */
  lines: "TSVRaw",
} as const;

export type AnswerFormat = keyof typeof ANSWER_FORMATS;

/** Kinds of file that people can ask for. */
export const FILE_FORMAT_NAMES = ["csv", "parquet"] as const satisfies readonly AnswerFormat[];
export type FileFormat = (typeof FILE_FORMAT_NAMES)[number];
