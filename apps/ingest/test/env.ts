/** Seconds that the database refuses. SPANLEDGER_OUTAGE_SECONDS=120 for the long version. */
export const outageSeconds = Number(process.env["SPANLEDGER_OUTAGE_SECONDS"] ?? 10);
/** SPANLEDGER_KILL_ROUNDS=100 for the long version. */
export const killRounds = Number(process.env["SPANLEDGER_KILL_ROUNDS"] ?? 10);
/** SPANLEDGER_LOG_KILL_ROUNDS=200 for the long version. */
export const logKillRounds = Number(process.env["SPANLEDGER_LOG_KILL_ROUNDS"] ?? 20);
/** SPANLEDGER_ERASURE_SPANS=1000000 for the long version. */
export const erasureSpans = Number(process.env["SPANLEDGER_ERASURE_SPANS"] ?? 3_000);
