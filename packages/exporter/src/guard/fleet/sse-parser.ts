export interface ServerSentEvent {
  readonly name: string;
  readonly data: string;
}

export interface SseHandlers {
  readonly onEvent: (event: ServerSentEvent) => void;
  readonly onId: (id: string) => void;
  readonly onRetry: (milliseconds: number) => void;
}

/** Longest event; a snapshot of ten thousand budgets has about three million characters. */
const MAX_EVENT_LENGTH = 4_194_304;
/** An id goes back in a request header. */
const SENDABLE = /^[ -~]{0,200}$/;

/**
 * Reads server-sent events from pieces of text.
 * @returns takes the next piece; false when an event is too long, the connection is of no use then
 */
export function createSseParser(handlers: SseHandlers): (piece: string) => boolean {
  let line: string[] = [];
  let data: string[] = [];
  let name = "";
  let length = 0;

  const finishEvent = (): void => {
    const event = { name, data: data.join("\n") };
    const wanted = data.length > 0;
    data = [];
    name = "";
    length = 0;
    if (wanted) handlers.onEvent(event);
  };
  const field = (text: string): void => {
    const colon = text.indexOf(":");
    const key = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? "" : text.slice(text[colon + 1] === " " ? colon + 2 : colon + 1);
    if (key === "data") data.push(value);
    else if (key === "event") name = value;
    else if (key === "id" && SENDABLE.test(value)) handlers.onId(value);
    else if (key === "retry" && /^\d{1,9}$/.test(value)) handlers.onRetry(Number(value));
  };

  return (piece) => {
    let from = 0;
    for (let end = piece.indexOf("\n"); end >= 0; end = piece.indexOf("\n", from)) {
      line.push(piece.slice(from, end));
      const text = line.join("").replace(/\r$/, "");
      line = [];
      from = end + 1;
      if (text === "") finishEvent();
      else field(text);
    }
    if (from < piece.length) line.push(piece.slice(from));
    length += piece.length;
    return length <= MAX_EVENT_LENGTH;
  };
}
