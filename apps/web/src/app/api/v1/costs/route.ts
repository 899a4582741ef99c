import { getCosts } from "#server/api/get-costs.ts";
import { withStore } from "#server/api/with-store.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withStore(request, getCosts);
}
