import { createServer } from "node:http";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import nextModule from "next";
import { type Address, listen } from "./listen.ts";
import { StartError } from "./start-error.ts";

export interface RunningWeb {
  readonly port: number;
  close(): Promise<void>;
}

// The package is CommonJS whose module is the function itself; its types describe a default export.
const next = nextModule as unknown as typeof nextModule.default;

/**
 * Serves the built dashboard from this process, so that it shares the embedded engine.
 * @throws StartError
 */
export async function serveWeb(address: Address): Promise<RunningWeb> {
  const dir = fileURLToPath(new URL("..", import.meta.resolve("@spanledger/web")));
  if (!existsSync(join(dir, ".next", "BUILD_ID")))
    throw new StartError("The dashboard is not built: run npm start, which builds it.");
  const app = next({ dev: false, dir, hostname: address.host, port: address.port });
  // Listens before it is prepared: a taken port is known at once, and early requests wait.
  const prepared = app.prepare();
  const server = createServer((request, response) => {
    void prepared.then(() => app.getRequestHandler()(request, response));
  });
  const port = await listen(server, address);
  await prepared;
  return {
    port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Open event streams would keep the server from closing.
      server.closeAllConnections();
      await closed;
      await app.close();
    },
  };
}
