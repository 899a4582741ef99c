import { getExport } from "#server/api/get-export.ts";
import { withStore } from "#server/api/with-store.ts";

export const dynamic = "force-dynamic";

export async function GET(
  request: Request,
  { params }: { readonly params: Promise<{ readonly name: string }> },
): Promise<Response> {
  const { name } = await params;
  return withStore(request, (asked, context) => getExport(asked, context, name));
}
