import type { Store } from "@spanledger/clickhouse";
import { placeHold } from "@spanledger/evidence-store";
import type { z } from "zod";
import type { HoldInput } from "./hold-input.ts";

export interface HoldOrder {
  readonly store: Store;
  readonly projectId: string;
  readonly input: z.infer<typeof HoldInput>;
  /** Id of the key, or "local". */
  readonly changedBy: string;
  readonly nowMs: number;
}

/** Places a hold of a page or of the API; gives its id. */
export function addHold({ store, projectId, input, changedBy, nowMs }: HoldOrder): Promise<string> {
  const { reviewOn, value, ...hold } = input;
  return placeHold(store, projectId, {
    ...hold,
    value: hold.scope === "project" ? "" : value,
    reviewAtMs: reviewOn === null ? null : Date.parse(reviewOn),
    changedBy,
    nowMs,
  });
}
