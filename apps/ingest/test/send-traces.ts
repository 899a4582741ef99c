/** Posts OTLP/JSON as an SDK does. */
export function sendTraces(
  to: { readonly port: number; readonly key: string; readonly signal?: "traces" | "logs" },
  body: string,
): Promise<Response> {
  return fetch(`http://127.0.0.1:${to.port}/v1/${to.signal ?? "traces"}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${to.key}` },
    body,
  });
}
