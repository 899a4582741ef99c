import { createServer } from "node:http";

const KEPT_HEADERS = ["content-type", "content-encoding", "user-agent"];

/** An OTLP endpoint that keeps each trace request as it came, with its time of arrival. */
export async function startSink() {
  let requests = [];
  const server = createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const headers = Object.fromEntries(
        KEPT_HEADERS.filter((name) => name in request.headers).map((name) => [name, request.headers[name]]),
      );
      if (request.url === "/v1/traces")
        requests.push({ atMs: Date.now(), path: request.url, headers, body: Buffer.concat(chunks) });
      response.writeHead(200, { "content-type": headers["content-type"] ?? "application/json" });
      response.end(headers["content-type"] === "application/json" ? "{}" : undefined);
    });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    take() {
      const taken = requests;
      requests = [];
      return taken;
    },
    close: () => server.close(),
  };
}
