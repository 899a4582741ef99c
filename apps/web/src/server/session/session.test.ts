import { describe, expect, test } from "vitest";
import { hostName, isLoopback } from "./is-loopback.ts";
import { isSameOrigin } from "./is-same-origin.ts";
import { readClaim, sealSession, verifySession } from "./session-cookie.ts";

const HASH = "a".repeat(64);
const claim = { keyId: "0f3e", expires: 2_000_000_000 };

test("a sealed session is accepted with the key's hash and no other", () => {
  const cookie = sealSession(claim, HASH);
  expect(readClaim(cookie, 1_900_000_000_000)).toEqual(claim);
  expect(verifySession(cookie, claim, HASH)).toBe(true);
  expect(verifySession(cookie, claim, "b".repeat(64))).toBe(false);
});

test("a session cannot be prolonged or outlive its end", () => {
  const cookie = sealSession(claim, HASH);
  const forged = cookie.replace("2000000000", "3000000000");
  expect(verifySession(forged, { ...claim, expires: 3_000_000_000 }, HASH)).toBe(false);
  expect(readClaim(cookie, 2_000_000_000_001)).toBeNull();
});

test.each(["", "x", "a.b.c", `${"z".repeat(100)}.2000000000.${"A".repeat(43)}`])(
  "a malformed cookie %s is no session",
  (cookie) => {
    expect(readClaim(cookie, 0)).toBeNull();
  },
);

describe("host names", () => {
  test.each(["localhost", "127.0.0.1", "127.8.8.8", "[::1]", "app.localhost"])("%s is this machine", (host) =>
    expect(isLoopback(host)).toBe(true),
  );
  test.each(["evil.example", "127.0.0.1.evil.example", "0.0.0.0", "localhost.evil.example", ""])("%s is not", (host) =>
    expect(isLoopback(host)).toBe(false),
  );
  test("come without their port", () => {
    expect(["localhost:3000", "[::1]:3000", "127.0.0.1"].map(hostName)).toEqual(["localhost", "[::1]", "127.0.0.1"]);
  });
});

test.each([
  [{ "sec-fetch-site": "same-origin" }, true],
  [{ "sec-fetch-site": "cross-site" }, false],
  [{ "sec-fetch-site": "same-site", origin: "http://localhost:3000" }, false],
  [{ origin: "http://localhost:3000" }, true],
  [{ origin: "http://evil.example" }, false],
  [{ origin: "null" }, false],
  [{}, false],
])("a change with headers %j is from our own pages: %s", (headers, expected) => {
  expect(isSameOrigin(new Headers({ host: "localhost:3000", ...headers }))).toBe(expected);
});
