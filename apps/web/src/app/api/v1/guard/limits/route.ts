import { getGuardLimits, putGuardLimits } from "#server/api/guard-limits.ts";
import { withStore } from "#server/api/with-store.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withStore(request, getGuardLimits);
}

export function PUT(request: Request): Promise<Response> {
  return withStore(request, putGuardLimits);
}
