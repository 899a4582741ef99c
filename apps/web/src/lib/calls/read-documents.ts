/** A retrieved or ranked document. */
export interface RetrievedDocument {
  readonly id: string;
  /** Higher is better; null when none was reported. */
  readonly score: number | null;
  /** Lower is better; null when none was reported. */
  readonly distance: number | null;
  readonly content: string;
  /** JSON, "" without. */
  readonly metadata: string;
}

/** Stored documents (JSON array) for reading; [] when the text is no such list. */
export function readDocuments(json: string): readonly RetrievedDocument[] {
  try {
    const parsed: unknown = JSON.parse(json);
    return Array.isArray(parsed) ? parsed.map(toDocument) : [];
  } catch {
    return [];
  }
}

function toDocument(item: unknown): RetrievedDocument {
  const fields: Readonly<Record<string, unknown>> =
    typeof item === "object" && item !== null ? { ...item } : { content: item };
  const { metadata } = fields;
  return {
    id: text(fields["id"]),
    score: number(fields["score"]),
    distance: number(fields["distance"]),
    content: text(fields["content"]),
    metadata: metadata === undefined || metadata === null ? "" : text(metadata),
  };
}

function number(value: unknown): number | null {
  const parsed = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof parsed === "number" && Number.isFinite(parsed) ? parsed : null;
}

function text(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
