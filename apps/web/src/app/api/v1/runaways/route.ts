import { getRunaways } from "#server/api/get-runaways.ts";
import { withStore } from "#server/api/with-store.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withStore(request, getRunaways);
}
