import { connect, type Socket } from "node:net";

export interface Answer {
  readonly status: number;
  readonly retryAfterSeconds: number;
}

/** One keep-alive HTTP/1.1 connection, just enough of it to cost little: one request at a time. */
export class Connection {
  readonly #socket: Socket;
  #buffer = "";
  #answer: ((answer: Answer) => void) | null = null;
  #fail: ((error: Error) => void) | null = null;

  constructor(port: number) {
    this.#socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.#socket.setEncoding("latin1");
    this.#socket.on("data", (text: string) => this.#onData(text));
    this.#socket.on("error", (error) => this.#fail?.(error));
    this.#socket.on("close", () => this.#fail?.(new Error("the server closed the connection")));
  }

  send(head: string, body: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#answer = resolve;
      this.#fail = reject;
      this.#socket.cork();
      this.#socket.write(`${head}content-length: ${body.length}\r\n\r\n`, "latin1");
      this.#socket.write(body);
      this.#socket.uncork();
    });
  }

  close(): void {
    this.#fail = null;
    this.#socket.destroy();
  }

  #onData(text: string): void {
    this.#buffer += text;
    const end = this.#buffer.indexOf("\r\n\r\n");
    if (end < 0) return;
    const head = this.#buffer.slice(0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (this.#buffer.length < end + 4 + length) return;
    this.#buffer = this.#buffer.slice(end + 4 + length);
    const answer = this.#answer;
    this.#answer = null;
    answer?.({
      status: Number(head.slice(9, 12)),
      retryAfterSeconds: Number(/retry-after: (\d+)/i.exec(head)?.[1] ?? 0),
    });
  }
}
