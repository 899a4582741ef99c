import type { OpClass, Role } from "../../call.ts";
import type { TokenTraits } from "./token-traits.ts";

/** What has to be known of a span before its tokens can be read. */
export interface UsageContext {
  readonly role: Role;
  readonly opClass: OpClass;
  readonly tokens: TokenTraits;
}
