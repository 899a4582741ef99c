import { TailPosition } from "@spanledger/clickhouse";

/** Opaque text of a position of the tail: the id of an event. */
export function writeTailCursor(position: TailPosition): string {
  return Buffer.from(JSON.stringify(position), "utf8").toString("base64url");
}

/** null when the text is none of ours. */
export function readTailCursor(text: string): TailPosition | null {
  try {
    const parsed = TailPosition.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
