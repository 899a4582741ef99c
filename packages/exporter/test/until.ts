/** Asks again every 5 ms until the answer is true; fails after `timeoutMs`. */
export async function until(question: () => boolean, what: string, timeoutMs = 5_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!question()) {
    if (Date.now() > deadline) throw new Error(`Still not after ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
