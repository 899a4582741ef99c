import type { ProjectReader } from "@spanledger/clickhouse";
export async function readValues(_r: ProjectReader, _q: { dimension: string; prefix: string; nowMs: number; limit: number }): Promise<{ value: string; calls: number | null }[]> { return []; }
