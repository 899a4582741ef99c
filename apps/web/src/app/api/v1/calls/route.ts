import { getCalls } from "#server/api/get-calls.ts";
import { withStore } from "#server/api/with-store.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withStore(request, getCalls);
}
