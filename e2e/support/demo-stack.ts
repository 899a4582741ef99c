import { emptyFolder, pause, type Stack, startStack } from "./stack.ts";

const LOAD_TIMEOUT_MS = 90_000;

export interface DemoStack {
  readonly stack: Stack;
  readonly dataDir: string;
  /** Stops the server and removes its folder. */
  dispose(): Promise<void>;
}

/** A server of its own with the demo project loaded; give the hook that calls it `DEMO_TIMEOUT_MS`. */
export async function startDemo(env: Readonly<Record<string, string>> = {}): Promise<DemoStack> {
  const folder = await emptyFolder();
  const stack = await startStack({ dataDir: folder.path, env: { SPANLEDGER_DEMO: "true", ...env } });
  const deadline = Date.now() + LOAD_TIMEOUT_MS;
  while (!stack.output().includes("demo project is loaded")) {
    if (Date.now() > deadline)
      throw new Error(`The demo is not loaded after ${LOAD_TIMEOUT_MS} ms:\n${stack.output()}`);
    await pause(200);
  }
  return {
    stack,
    dataDir: folder.path,
    async dispose() {
      await stack.stop();
      await folder.remove();
    },
  };
}

export const DEMO_TIMEOUT_MS = LOAD_TIMEOUT_MS + 60_000;
