import type { IncomingMessage, ServerResponse } from "node:http";
import type { Authentication } from "../receive/receiver.ts";
import type { GuardEvent, SnapshotProvider, StreamScope } from "./guard-event.ts";

export interface StreamRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly scope: StreamScope;
  /** Asked again while the stream is open, so that a revoked key ends it. */
  readonly key: string;
}

/** The streams that are open, and everything that is sent on them. */
export interface GuardHub {
  /** Sends an event to the project's streams that may see it, and keeps it for those that come back. */
  readonly publish: (projectId: string, event: GuardEvent) => void;
  /** Adds a part of the snapshot that a stream starts with when it cannot resume. */
  addSnapshot(provider: SnapshotProvider): void;
  /** Answers a request with a stream. */
  connect(stream: StreamRequest): void;
  readonly stats: () => { readonly streams: number };
  /** Ends every stream: the clients come back to another process. */
  close(): void;
}

export interface GuardHubOptions {
  readonly authenticate: (key: string) => Promise<Authentication>;
  /** Name of this process run. */
  readonly epoch: string;
  readonly keepAliveMs?: number;
  readonly maxStreams?: number;
}
