import { getErasure } from "#server/api/erasures.ts";
import { withStore } from "#server/api/with-store.ts";

export const dynamic = "force-dynamic";

export async function GET(
  request: Request,
  { params }: { readonly params: Promise<{ readonly id: string }> },
): Promise<Response> {
  const { id } = await params;
  return withStore(request, (asked, context) => getErasure(asked, context, id));
}
