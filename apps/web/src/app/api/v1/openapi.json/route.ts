import { openApi } from "#server/api/open-api.ts";

export function GET(): Response {
  return Response.json(openApi());
}
