import { postRelease } from "#server/api/change-runaway.ts";
import { withStore } from "#server/api/with-store.ts";

export const dynamic = "force-dynamic";

export async function POST(
  request: Request,
  { params }: { readonly params: Promise<{ readonly trace_id: string }> },
): Promise<Response> {
  const { trace_id: traceId } = await params;
  return withStore(request, (asked, context) => postRelease(asked, context, traceId));
}
