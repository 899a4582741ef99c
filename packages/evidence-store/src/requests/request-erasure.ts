import { createHash, randomBytes } from "node:crypto";
import type { Store } from "@spanledger/clickhouse";
import { newId } from "../records/new-id.ts";
import { timeText } from "../records/time-text.ts";

export const SUBJECT_KINDS = ["user", "tenant", "session", "trace", "text"] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export interface ErasureRequest {
  readonly subject: { readonly kind: SubjectKind; readonly value: string };
  /** Such as `gdpr:17:1:b`. */
  readonly basis: string;
  readonly requestedBy: string;
  readonly nowMs: number;
}

/**
 * Asks for the erasure of everything that belongs to a subject and gives the id under which `erasures` tells how it
 * goes. Who it is stays in `erasure_subjects` until it is done, then only a salted digest is left.
 */
export async function requestErasure(store: Store, projectId: string, request: ErasureRequest): Promise<string> {
  const { subject, basis, requestedBy, nowMs } = request;
  if (subject.value === "")
    throw new RangeError("An erasure needs the user, tenant, session, trace or text it is about.");
  const id = newId(nowMs);
  const salt = randomBytes(16).toString("hex");
  const digest = createHash("sha256").update(`${salt}\n${subject.kind}\n${subject.value}`).digest("hex");
  await store.insertRows("erasure_subjects", [{ project: projectId, id, ...subject }]);
  await store.command(
    `INSERT INTO erasures (project, id, state, subject_kind, subject_salt, subject_digest, basis, requested_by, requested_at, version)
     SELECT {project: String}, {id: String}, 'requested', {kind: String}, {salt: String}, unhex({digest: String}),
       {basis: String}, {by: String}, parseDateTime64BestEffort({at: String}, 3, 'UTC'), 1`,
    { project: projectId, id, kind: subject.kind, salt, digest, basis, by: requestedBy, at: timeText(nowMs) },
  );
  return id;
}
