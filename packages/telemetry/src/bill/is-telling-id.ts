/** Shorter ids collide: Ollama numbers its answers 0..998. */
const MIN_ID_LENGTH = 16;

/** Whether an answer's id is long enough to name that answer alone, whatever family prefix it has. */
export function isTellingId(responseId: string): boolean {
  return responseId.replace(/^[A-Za-z]+[-_]/, "").length >= MIN_ID_LENGTH;
}
