const last = new Map<string, Promise<unknown>>();

/** Runs it after those before it of the same name, in this process: two clicks at once are one after the other. */
export async function runInTurn<T>(name: string, run: () => Promise<T>): Promise<T> {
  const before = last.get(name) ?? Promise.resolve();
  const turn = before.then(run, run);
  last.set(name, turn);
  try {
    return await turn;
  } finally {
    if (last.get(name) === turn) last.delete(name);
  }
}
