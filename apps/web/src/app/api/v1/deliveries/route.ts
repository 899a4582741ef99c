import { getDeliveries } from "#server/api/settings/deliveries.ts";
import { withStore } from "#server/api/with-store.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withStore(request, getDeliveries);
}
