/** SPANLEDGER_KILL_ROUNDS=100 for the long version. */
export const killRounds = Number(process.env["SPANLEDGER_KILL_ROUNDS"] ?? 10);
