/** The answer to an address that the read API does not have. */
export function unknownAddress(): Response {
  const message =
    "There is no such address: use /api/v1/costs, /api/v1/calls, /api/v1/export/costs, /api/v1/runaways, /api/v1/guard/limits or /api/v1/openapi.json.";
  return Response.json({ error: { message } }, { status: 404, headers: { "cache-control": "no-store" } });
}
