import { deleteHold } from "#server/api/holds.ts";
import { withStore } from "#server/api/with-store.ts";

export const dynamic = "force-dynamic";

export async function DELETE(
  request: Request,
  { params }: { readonly params: Promise<{ readonly id: string }> },
): Promise<Response> {
  const { id } = await params;
  return withStore(request, (asked, context) => deleteHold(asked, context, id));
}
