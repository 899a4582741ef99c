import { getLedger } from "#server/api/get-ledger.ts";
import { withStore } from "#server/api/with-store.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withStore(request, getLedger);
}
