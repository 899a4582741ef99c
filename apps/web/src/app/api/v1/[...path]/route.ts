import { unknownAddress } from "#server/api/unknown-address.ts";

export const dynamic = "force-dynamic";

export function GET(): Response {
  return unknownAddress();
}
