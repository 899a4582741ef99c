import type { Store } from "@spanledger/clickhouse";
import { USD, type DisplayCurrency } from "#lib/money/display-currency.ts";
import type { Project } from "./find-project.ts";
export async function readDisplayCurrency(_s: Store, _p: Project, _asOfMs: number): Promise<{ currency: DisplayCurrency; currencyMissing: string }> { return { currency: USD, currencyMissing: "" }; }
