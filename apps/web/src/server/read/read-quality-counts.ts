import type { ProjectReader, UsageFilter } from "@spanledger/clickhouse";
export async function readQualityCounts(_r: ProjectReader, _q: { window: { fromMs: number; toMs: number }; filters: readonly UsageFilter[] }) { return { calls: 0, unpricedCalls: 0, noUsageCalls: 0, duplicates: 0, superseded: 0 }; }
