export interface Shutdown {
  /** What to close, in the order in which it was opened. */
  add(close: () => Promise<void>): void;
  /** Closes everything, last opened first. A second call waits for the first. */
  run(): Promise<void>;
}

export function createShutdown(): Shutdown {
  const closers: (() => Promise<void>)[] = [];
  let running: Promise<void> | undefined;
  const closeAll = async (): Promise<void> => {
    for (const close of closers.toReversed()) await close();
  };
  return {
    add: (close) => void closers.push(close),
    run: () => (running ??= closeAll()),
  };
}
