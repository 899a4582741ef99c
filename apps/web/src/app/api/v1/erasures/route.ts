import { getErasures, postErasure } from "#server/api/erasures.ts";
import { withStore } from "#server/api/with-store.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withStore(request, getErasures);
}

export function POST(request: Request): Promise<Response> {
  return withStore(request, postErasure);
}
