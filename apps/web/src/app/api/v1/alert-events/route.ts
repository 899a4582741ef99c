import { getAlertEvents } from "#server/api/settings/get-alert-events.ts";
import { withStore } from "#server/api/with-store.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withStore(request, getAlertEvents);
}
