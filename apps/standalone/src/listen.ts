import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { StartError } from "./start-error.ts";

export interface Address {
  readonly host: string;
  readonly port: number;
  /** The flag that changes the port, for the error. */
  readonly flag: string;
}

/**
 * Starts to listen and returns the port, which the system chose when 0 was asked for.
 * @throws StartError when the port cannot be had
 */
export function listen(server: Server, { host, port, flag }: Address): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(portError(error, { host, port, flag })));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** The sentence for a port that cannot be had; other errors come back as they are. */
export function portError(error: NodeJS.ErrnoException, { host, port, flag }: Address): Error {
  switch (error.code) {
    case "EADDRINUSE":
      return new StartError(
        `Port ${port} on ${host} is taken: stop what uses it, or choose another with ${flag}=<port>.`,
      );
    case "EACCES":
      return new StartError(
        `Port ${port} needs more rights than this user has: choose one above 1023 with ${flag}=<port>.`,
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new StartError(
        `${host} is not an address of this machine: set SPANLEDGER_HOST to one that is, e.g. 127.0.0.1.`,
      );
    case undefined:
    default:
      return error;
  }
}
