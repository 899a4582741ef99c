/** Money that calls under way have announced. Pure: times come from outside. */
export interface ReservationLedger {
  /** The same idempotency key gives the same id and reserves once. */
  reserve(request: ReservationRequest): { readonly id: string; readonly expiresAtMs: number };
  /** The id that a key has already, while it holds. */
  known(projectId: string, idempotencyKey: string): { readonly id: string; readonly expiresAtMs: number } | undefined;
  /** Pico-dollars reserved on an account. */
  reservedOn(account: string): bigint;
  /** The call is over and cost this: held until its span is counted, for a minute at most. Unknown ids are nothing. */
  settle(projectId: string, id: string, settled: { readonly picoUsd: bigint; readonly nowMs: number }): void;
  /** Gives it back: the call was not made, or its span is counted. */
  release(projectId: string, id: string): void;
  /** Gives back what expired: a client that died holds nothing for ever. */
  expire(nowMs: number): void;
  readonly size: number;
}

export interface ReservationRequest {
  readonly projectId: string;
  /** Ids of the accounts that it counts against. */
  readonly accounts: readonly string[];
  readonly picoUsd: bigint;
  readonly expiresAtMs: number;
  readonly idempotencyKey: string;
}

interface Reservation extends Omit<ReservationRequest, "picoUsd" | "expiresAtMs"> {
  picoUsd: bigint;
  expiresAtMs: number;
}

const SETTLED_MS = 60_000;

export function createReservationLedger(newId: () => string): ReservationLedger {
  const reservations = new Map<string, Reservation>();
  const byKey = new Map<string, string>();
  const reserved = new Map<string, bigint>();

  function change(accounts: readonly string[], picoUsd: bigint): void {
    for (const account of accounts) {
      const sum = (reserved.get(account) ?? 0n) + picoUsd;
      if (sum === 0n) reserved.delete(account);
      else reserved.set(account, sum);
    }
  }

  function drop(id: string, reservation: Reservation): void {
    change(reservation.accounts, -reservation.picoUsd);
    reservations.delete(id);
    byKey.delete(`${reservation.projectId} ${reservation.idempotencyKey}`);
  }

  return {
    reserve(request) {
      const id = newId();
      const { projectId, idempotencyKey, accounts, picoUsd, expiresAtMs } = request;
      reservations.set(id, { ...request });
      if (idempotencyKey !== "") byKey.set(`${projectId} ${idempotencyKey}`, id);
      change(accounts, picoUsd);
      return { id, expiresAtMs };
    },
    known(projectId, idempotencyKey) {
      const id = byKey.get(`${projectId} ${idempotencyKey}`);
      const found = id === undefined ? undefined : reservations.get(id);
      return id === undefined || found === undefined ? undefined : { id, expiresAtMs: found.expiresAtMs };
    },
    reservedOn: (account) => reserved.get(account) ?? 0n,
    settle(projectId, id, { picoUsd, nowMs }) {
      const found = reservations.get(id);
      if (found === undefined || found.projectId !== projectId) return;
      change(found.accounts, picoUsd - found.picoUsd);
      found.picoUsd = picoUsd;
      found.expiresAtMs = nowMs + SETTLED_MS;
    },
    release(projectId, id) {
      const found = reservations.get(id);
      if (found !== undefined && found.projectId === projectId) drop(id, found);
    },
    expire(nowMs) {
      for (const [id, reservation] of reservations) if (reservation.expiresAtMs <= nowMs) drop(id, reservation);
    },
    get size() {
      return reservations.size;
    },
  };
}
