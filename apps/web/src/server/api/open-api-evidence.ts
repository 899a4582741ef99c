import { PURPOSES, REDACTION_PROFILES } from "@spanledger/evidence";
import { HOLD_SCOPES, SUBJECT_KINDS } from "@spanledger/evidence-store";

const text = { type: "string" } as const;
const count = { type: "integer" } as const;
const flag = { type: "boolean" } as const;
const time = { type: ["string", "null"], format: "date-time" } as const;

const EXPORT = {
  id: text,
  state: { enum: ["requested", "running", "ready", "failed", "deleted"] },
  progress: { type: "number" },
  sha256: text,
};
const ERASURE = {
  id: text,
  state: { enum: ["requested", "running", "done", "held", "refused", "failed"] },
  subject_kind: { enum: SUBJECT_KINDS },
  basis: text,
  reason: text,
  spans: count,
  contents: count,
  records: count,
  found_afterwards: { type: "object", description: "Rows by table in which the subject was found after it was done." },
  requested_at: time,
  done_at: time,
};
const LOG = {
  log: text,
  origin: text,
  size: count,
  root: text,
  checkpoint: text,
  signed_at: time,
  vkeys: list(text),
  last_verification: { type: ["object", "null"] },
};
const HOLD_FIELDS = { scope: { enum: HOLD_SCOPES }, value: text, basis: text, owner: text, note: text };
const HOLD = { id: text, ...HOLD_FIELDS, review_on: time, placed_at: time };
const KINDS = ["oversight", "incident", "change", "evaluation", "risk", "notice"];

/** The paths about the evidence log, of the OpenAPI description. */
export function evidencePaths(): Record<string, object> {
  return {
    "/api/v1/exports": {
      get: { summary: "Evidence exports, newest first", responses: responses({ data: list(object(EXPORT)) }) },
      post: {
        summary: "Order an evidence export (admin key)",
        requestBody: body({
          system: text,
          from: time,
          to: time,
          purpose: { enum: PURPOSES },
          redaction: { enum: REDACTION_PROFILES },
        }),
        responses: responses({ id: text, state: text, url: text }, 202),
      },
    },
    "/api/v1/exports/{id}": {
      get: { summary: "How far an export is", parameters: [id()], responses: responses(EXPORT) },
    },
    "/api/v1/exports/{id}/download": {
      get: {
        summary: "The archive, once it is ready (admin key)",
        parameters: [id()],
        responses: { 200: { description: "A ZIP file" } },
      },
    },
    "/api/v1/ledger": {
      get: {
        summary: "The logs, their roots and keys, the last check",
        responses: responses({ data: list(object(LOG)) }),
      },
    },
    "/api/v1/ledger/verify": {
      post: {
        summary: "Check every log against storage (admin key)",
        responses: responses({ id: text, state: text }, 202),
      },
    },
    "/api/v1/erasures": {
      get: { summary: "Erasures, newest first", responses: responses({ data: list(object(ERASURE)) }) },
      post: {
        summary: "Erase what belongs to a subject (admin key)",
        requestBody: body({
          subject: object({ kind: { enum: SUBJECT_KINDS }, value: text }),
          basis: { ...text, default: "gdpr:17:1:b" },
        }),
        responses: responses({ id: text, state: text, url: text }, 202),
      },
    },
    "/api/v1/erasures/preview": {
      post: {
        summary: "What an erasure would take; nothing is changed (admin key)",
        requestBody: body({ subject: object({ kind: { enum: SUBJECT_KINDS }, value: text }) }),
        responses: responses({
          spans: count,
          contents: count,
          records: count,
          first_at: time,
          last_at: time,
          holds: count,
        }),
      },
    },
    "/api/v1/holds": {
      get: { summary: "Holds in force, newest first", responses: responses({ data: list(object(HOLD)) }) },
      post: {
        summary: "Keep data from expiry and erasure (admin key)",
        requestBody: body({ ...HOLD_FIELDS, reviewOn: { type: ["string", "null"], format: "date" } }),
        responses: responses({ id: text }, 201),
      },
    },
    "/api/v1/holds/{id}": {
      delete: { summary: "Release a hold (admin key)", parameters: [id()], responses: responses({ released: flag }) },
    },
    "/api/v1/erasures/{id}": {
      get: { summary: "How far an erasure is", parameters: [id()], responses: responses(ERASURE) },
    },
    "/api/v1/records": {
      post: {
        summary: "Log a record that no span brings (admin key)",
        requestBody: body({
          kind: { enum: KINDS },
          system: text,
          at: time,
          trace: text,
          span: text,
          system_version: text,
          d: {
            type: "object",
            description: "As in record.v1.schema.json, for oversight, incident, change and evaluation.",
          },
          risk: list(text),
          notice: { type: "object" },
          reviewer: { ...text, description: "Of oversight: who it was. Kept apart from the log, erasable." },
          note: text,
        }),
        responses: responses({ id: text }, 202),
      },
    },
  };
}

function id() {
  return { name: "id", in: "path", required: true, schema: text };
}

function object(properties: Record<string, unknown>) {
  return { type: "object", properties };
}

function list(items: object) {
  return { type: "array", items };
}

function body(properties: Record<string, unknown>) {
  return { content: { "application/json": { schema: object(properties) } } };
}

function responses(properties: Record<string, unknown>, status = 200) {
  return {
    [status]: { description: "Done or begun", content: { "application/json": { schema: object(properties) } } },
    ...Object.fromEntries(
      [400, 401, 403, 404, 503].map((wrong) => [wrong, { description: "error.message says what to do" }]),
    ),
  };
}
