import { getHolds, postHold } from "#server/api/holds.ts";
import { withStore } from "#server/api/with-store.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withStore(request, getHolds);
}

export function POST(request: Request): Promise<Response> {
  return withStore(request, postHold);
}
