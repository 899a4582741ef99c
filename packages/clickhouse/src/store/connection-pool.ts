import { QueryTimeoutError } from "../errors/query-timeout-error.ts";

export interface ConnectionPool<Connection> {
  /** Lends a connection to one task at a time, in order of asking. */
  use<T>(name: string, task: (connection: Connection) => Promise<T>): Promise<T>;
  /** Resolves when every task is done; later tasks are refused. */
  drain(): Promise<void>;
}

interface Waiter<Connection> {
  readonly resolve: (connection: Connection) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** An embedded connection runs one query at a time, so queries queue here; the wait is bounded. */
export function createConnectionPool<Connection>(
  connections: readonly Connection[],
  maxWaitMs: number,
): ConnectionPool<Connection> {
  const free = [...connections];
  const waiting: Waiter<Connection>[] = [];
  const running = new Set<Promise<unknown>>();
  let closed = false;

  function acquire(name: string): Promise<Connection> {
    const connection = free.pop();
    if (connection !== undefined) return Promise.resolve(connection);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(waiter), 1);
        reject(new QueryTimeoutError(name, new Error(`no free database connection for ${maxWaitMs} ms`)));
      }, maxWaitMs);
      const waiter = { resolve, reject, timer };
      waiting.push(waiter);
    });
  }

  function release(connection: Connection): void {
    const next = waiting.shift();
    if (next === undefined) {
      free.push(connection);
      return;
    }
    clearTimeout(next.timer);
    next.resolve(connection);
  }

  async function run<T>(name: string, task: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await acquire(name);
    try {
      return await task(connection);
    } finally {
      release(connection);
    }
  }

  return {
    async use(name, task) {
      if (closed) throw new Error("The store is closed");
      const result = run(name, task);
      running.add(result);
      try {
        return await result;
      } finally {
        running.delete(result);
      }
    },
    async drain() {
      closed = true;
      await Promise.allSettled(running);
    },
  };
}
