/** Broken inputs that decoding must survive. SPANLEDGER_FUZZ_RUNS=1000000 for the long version. */
export const fuzzRuns = Number(process.env["SPANLEDGER_FUZZ_RUNS"] ?? 20_000);
