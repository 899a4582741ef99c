export type { Usage } from "@spanledger/clickhouse";
