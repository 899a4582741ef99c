import fc from "fast-check";
import { expect, test } from "vitest";
import { createReservationLedger } from "./reservation-ledger.ts";

function aLedger() {
  let last = 0;
  return createReservationLedger(() => `r${(last += 1)}`);
}

test("what is reserved is the sum of what holds: settled at its cost, given back, expired or counted as nothing", () => {
  const step = fc.record({
    kind: fc.constantFrom("reserve", "settle", "release", "expire"),
    id: fc.integer({ min: 1, max: 20 }),
    usd: fc.bigInt({ min: 0n, max: 1_000n }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
      const ledger = aLedger();
      const held = new Map<string, { usd: bigint; untilMs: number }>();
      steps.forEach(({ kind, id, usd }, index) => {
        const nowMs = index * 10_000;
        const name = `r${id}`;
        if (kind === "reserve") {
          const made = ledger.reserve({
            projectId: "p",
            accounts: ["a"],
            picoUsd: usd,
            expiresAtMs: nowMs + 50_000,
            idempotencyKey: "",
          });
          held.set(made.id, { usd, untilMs: made.expiresAtMs });
        }
        if (kind === "settle") ledger.settle("p", name, { picoUsd: usd, nowMs });
        if (kind === "settle" && held.has(name)) held.set(name, { usd, untilMs: nowMs + 60_000 });
        if (kind === "release") ledger.release("p", name);
        if (kind === "release") held.delete(name);
        ledger.expire(nowMs);
        for (const [key, { untilMs }] of held) if (untilMs <= nowMs) held.delete(key);
        expect(ledger.reservedOn("a")).toBe([...held.values()].reduce((sum, one) => sum + one.usd, 0n));
        expect(ledger.size).toBe(held.size);
      });
    }),
  );
});

test("a repeat of a request is the same reservation, and another project cannot touch it", () => {
  const ledger = aLedger();
  const { id } = ledger.reserve({
    projectId: "p",
    accounts: ["a"],
    picoUsd: 5n,
    expiresAtMs: 100,
    idempotencyKey: "k",
  });
  expect(ledger.known("p", "k")?.id).toBe(id);
  expect(ledger.known("q", "k")).toBeUndefined();
  ledger.release("q", id);
  ledger.settle("q", id, { picoUsd: 0n, nowMs: 1 });
  expect(ledger.reservedOn("a")).toBe(5n);
  ledger.expire(100);
  expect(ledger.known("p", "k")).toBeUndefined();
  expect(ledger.reservedOn("a")).toBe(0n);
});
