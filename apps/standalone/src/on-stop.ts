/** A terminal sends Ctrl-C to the whole process group and npm passes it on again: one press can arrive three times. */
const SAME_PRESS_MS = 1000;

/**
 * Drains on the first Ctrl-C, SIGTERM or when the process that started this one is gone; a second Ctrl-C quits at once.
 * @param drain resolves when everything accepted is safe
 */
export function onStop(drain: () => Promise<void>): void {
  let firstAt = 0;
  const stop = (): void => {
    if (firstAt > 0) {
      // Not process.exit: the engine may be at work, and its teardown would crash.
      if (Date.now() - firstAt > SAME_PRESS_MS) process.kill(process.pid, "SIGKILL");
      return;
    }
    firstAt = Date.now();
    drain().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`Stopping failed: ${error instanceof Error ? error.message : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  process.on("SIGHUP", stop);
  process.on("disconnect", stop);
}
