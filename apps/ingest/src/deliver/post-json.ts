import { request as requestHttp, type RequestOptions } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import { resolveTarget, type TargetPolicy } from "./resolve-target.ts";

const TIMEOUT_MS = 10_000;

export interface Post {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Posts to an address that was checked; follows no redirect, reads no answer. Gives the status. @throws on any failure before an answer */
export async function postJson({ url, body, headers }: Post, policy: TargetPolicy): Promise<number> {
  const target = new URL(url);
  const address = await resolveTarget(target.hostname, policy);
  const send = target.protocol === "https:" ? requestHttps : requestHttp;
  const options: RequestOptions = {
    method: "POST",
    agent: false,
    timeout: TIMEOUT_MS,
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { ...headers, "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) },
    lookup: (_host, { all }, done) =>
      all === true ? done(null, [{ address, family: isIP(address) }]) : done(null, address, isIP(address)),
  };
  return new Promise((resolve, reject) => {
    const request = send(target, options, (response) => {
      response.resume();
      response.on("error", () => undefined);
      resolve(response.statusCode ?? 0);
      // What else the receiver says is of no interest.
      request.destroy();
    });
    request.on("error", reject);
    request.end(body);
  });
}
