import { readEnv } from "./env.ts";

export interface ConnectionOptions {
  /** Base address of ingest, e.g. `https://traces.example.org`; `SPANLEDGER_ENDPOINT` or `http://127.0.0.1:4318` else. */
  readonly endpoint?: string | undefined;
  /** An ingest key; `SPANLEDGER_INGEST_KEY` else. */
  readonly apiKey?: string | undefined;
  /** More request headers, e.g. for a proxy in front of ingest. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface Connection {
  /** Without a slash at the end. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Options over environment. An endpoint that already ends in `/v1/traces` is accepted too; throws when it is no address. */
export function resolveConnection(options: ConnectionOptions): Connection {
  const env = readEnv();
  const key = options.apiKey === undefined ? env.headers : { authorization: `Bearer ${options.apiKey}` };
  const given = options.endpoint ?? env.endpoint;
  if (!/^https?:/i.test(given) || !URL.canParse(given)) {
    throw new TypeError(`"${given}" is no address of Spanledger; write it like https://traces.example.org.`);
  }
  return {
    endpoint: given.replace(/\/+$/, "").replace(/\/v1\/traces$/, ""),
    headers: { ...key, ...options.headers },
  };
}
