import "server-only";

const PATIENCE_MS = 2500;

/**
 * Waits for prefetches so that the first HTML has the figures. A slow question does not hold the page up: it is asked
 * again by the browser, behind a skeleton. Prefetches never reject.
 */
export async function prefetched(prefetches: readonly Promise<void>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([Promise.all(prefetches), patience]);
  clearTimeout(timer);
}
