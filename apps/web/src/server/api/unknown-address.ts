/** The answer to an address that the read API does not have. */
export function unknownAddress(): Response {
  const message =
    "There is no such address: GET /api/v1/openapi.json lists all, such as /api/v1/costs, /api/v1/calls, /api/v1/runaways and /api/v1/budgets.";
  return Response.json({ error: { message } }, { status: 404, headers: { "cache-control": "no-store" } });
}
