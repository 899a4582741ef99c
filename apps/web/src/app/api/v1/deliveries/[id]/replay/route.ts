import { postReplay } from "#server/api/settings/deliveries.ts";
import { withStore } from "#server/api/with-store.ts";

export const dynamic = "force-dynamic";

export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  return withStore(request, (asked, context) => postReplay(asked, context, id));
}
