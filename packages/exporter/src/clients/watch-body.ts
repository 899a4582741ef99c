type Body = ReadableStream<Uint8Array>;
type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** Shows each piece of a body to `take` as the app reads it, however it reads, and calls `done` at its end. */
export function watchBody(body: Body, take: (text: string) => void, done: () => void): void {
  const see = (piece: unknown): void => {
    // Names and digits of token counts are ASCII; latin1 never waits for the rest of a character.
    if (piece instanceof Uint8Array) take(Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString("latin1"));
  };
  const watched = <Result extends { readonly done?: boolean | undefined; readonly value?: unknown }>(
    reading: Promise<Result>,
  ): Promise<Result> =>
    reading.then(
      (result) => {
        if (result.done === true) done();
        else see(result.value);
        return result;
      },
      (error: unknown) => {
        done();
        throw error;
      },
    );

  const getReader = body.getReader.bind(body);
  const iterate = body.values.bind(body);
  const pipeThrough = body.pipeThrough.bind(body);
  const tapped = (): Body =>
    pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform: (piece, controller) => {
          see(piece);
          controller.enqueue(piece);
        },
        flush: done,
      }),
    );

  const openReader = (options?: {
    readonly mode?: "byob";
  }): ReadableStreamDefaultReader<Uint8Array> | ReadableStreamBYOBReader => {
    if (options?.mode !== undefined) return getReader({ mode: options.mode });
    const reader: Reader = getReader();
    const read = reader.read.bind(reader);
    const cancel = reader.cancel.bind(reader);
    reader.read = () => watched(read());
    reader.cancel = (reason) => {
      done();
      return cancel(reason);
    };
    return reader;
  };
  const openIterator = (...options: Parameters<Body["values"]>): ReturnType<Body["values"]> => {
    const iterator = iterate(...options);
    const next = iterator.next.bind(iterator);
    const end = iterator.return?.bind(iterator);
    iterator.next = () => watched(next());
    iterator.return = (value) => {
      done();
      return end === undefined ? Promise.resolve({ done: true, value: undefined }) : end(value);
    };
    return iterator;
  };

  Object.assign(body, {
    getReader: openReader,
    pipeThrough: (...to: Parameters<Body["pipeThrough"]>) => tapped().pipeThrough(...to),
    pipeTo: (...to: Parameters<Body["pipeTo"]>) => tapped().pipeTo(...to),
    tee: () => tapped().tee(),
    values: openIterator,
    [Symbol.asyncIterator]: openIterator,
  });
}
