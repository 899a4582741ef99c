/** One record of a log as it is stored, with what is left of the content it commits to. */
export interface StoredRecord {
  readonly index: number;
  /** The 96 bytes. */
  readonly entry: Buffer;
  /** The line that the entry hashes; null once it has expired or was erased. */
  readonly body: string | null;
  readonly kind: string;
  readonly sys: string;
  readonly loggedUs: number;
  readonly endUs: number;
  /** Lower-case hex, zeros for none. */
  readonly traceId: string;
  readonly spanId: string;
  /** The row of `spans`; "" and "0" for none. */
  readonly writer: string;
  readonly seq: string;
  readonly recordId: string;
  /** Disclosures by field; null when none are stored. */
  readonly openings: Readonly<Record<string, string>> | null;
  /** The row of `spans` it speaks of; null when there is none any more. */
  readonly span: StoredSpan | null;
}

/** The columns of `spans` that a record states too. */
export interface StoredSpan {
  readonly userId: string;
  readonly sessionId: string;
  readonly parent: string;
  readonly startUs: number;
  readonly endUs: number;
  readonly provider: string;
  readonly requestModel: string;
  readonly responseModel: string;
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
  readonly hasUsage: boolean;
  readonly booked: boolean;
  readonly costStatus: string;
  readonly totalCost: string;
  readonly reviewer: string;
  readonly reviewComment: string;
}
