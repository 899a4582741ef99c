import { FIELD_INDEX } from "./fields.ts";
import { type Slot, slotOptions } from "./dialect.ts";
import type { Field } from "./precedence/index.ts";

/** What applications call the same thing below `metadata.`, `properties.`, `context.` of a convention nobody knows. */
const NAMES: Readonly<Partial<Record<Field, readonly string[]>>> = {
  tenant_id: [
    "tenant",
    "tenant_id",
    "tenantId",
    "tenant.id",
    "customer_id",
    "customerId",
    "customer.id",
    "organization_id",
    "organizationId",
    "org_id",
    "orgId",
    "account_id",
    "accountId",
    "workspace_id",
    "workspaceId",
  ],
  feature: ["feature", "feature_name", "featureName", "feature.name", "use_case", "useCase"],
  user_id: ["user_id", "userId", "user.id"],
  session_id: ["session_id", "sessionId", "session.id"],
  conversation_id: ["conversation_id", "conversationId", "thread_id", "threadId", "chat_id", "chatId"],
  prompt_name: ["prompt_name", "promptName", "prompt.name"],
  prompt_version: ["prompt_version", "promptVersion", "prompt.version"],
  environment: ["environment", "env"],
};
const FREE_KEYS = /(?:^|[._:])(?:metadata|properties|context|attributes|custom|extra|baggage)\.(.+)$/;
/** After every declared source. */
const LAST_RANK = 50_000;

const fieldOf = new Map<string, Field>(
  Object.entries(NAMES).flatMap(([field, names]) => (names ?? []).map((name) => [name, field as Field] as const)),
);

/** The slot of a key like `acme.metadata.tenantId`, undefined when its last part is no known name. */
export function genericIdentitySlot(key: string): Slot | undefined {
  const name = FREE_KEYS.exec(key)?.[1];
  const field = name === undefined ? undefined : fieldOf.get(name);
  if (field === undefined) return undefined;
  const fieldIndex = FIELD_INDEX.get(field) ?? 0;
  const options = slotOptions({ id: key });
  return { field, fieldIndex, rank: LAST_RANK, level: "own", dialect: "wild", key, pointers: [], options };
}
