import { createContext } from "#server/context.ts";
import { answerExport } from "#server/export/answer-export.ts";

export const dynamic = "force-dynamic";

export async function GET(
  request: Request,
  { params }: { readonly params: Promise<{ readonly name: string }> },
): Promise<Response> {
  return answerExport(request, (await params).name, await createContext(request.headers));
}
