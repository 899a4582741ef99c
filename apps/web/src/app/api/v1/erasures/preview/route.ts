import { postErasurePreview } from "#server/api/erasures.ts";
import { withStore } from "#server/api/with-store.ts";

export const dynamic = "force-dynamic";

export function POST(request: Request): Promise<Response> {
  return withStore(request, postErasurePreview);
}
