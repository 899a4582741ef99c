import type { ProjectReader, UsageFilter } from "@spanledger/clickhouse";
export async function readLatency(_r: ProjectReader, _q: { window: { fromMs: number; toMs: number }; filters: readonly UsageFilter[] }): Promise<{ p50Ms: number; p95Ms: number } | null> { return null; }
