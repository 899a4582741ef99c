import type { inferRouterInputs } from "@trpc/server";
import type { AppRouter } from "#server/root.ts";

export const KIND_NAMES = {
  oversight: "a person’s review of an output",
  change: "a change of the system",
  risk: "a risk that showed",
  notice: "a notice to people",
} as const;
export type HandKind = keyof typeof KIND_NAMES;

export const ACTIONS = [
  "approve",
  "override",
  "reverse",
  "disregard",
  "escalate",
  "stop",
  "resume",
  "annotate",
] as const;
export const CHANGED = [
  "model",
  "prompt",
  "policy",
  "tool",
  "dataset",
  "threshold",
  "infra",
  "ifu",
  "oversight",
] as const;
export const SUBSTANTIAL = ["no", "assessing", "yes"] as const;

/** What the form holds, of all kinds; only the fields of the chosen one are sent. */
export interface HandDraft {
  readonly system: string;
  readonly trace: string;
  readonly action: (typeof ACTIONS)[number];
  readonly reviewer: string;
  readonly role: string;
  readonly note: string;
  readonly what: (typeof CHANGED)[number];
  readonly from: string;
  readonly to: string;
  readonly substantial: (typeof SUBSTANTIAL)[number];
  readonly risks: string;
  readonly isDisclosed: boolean;
  readonly isInformed: boolean;
  readonly isMarked: boolean;
}

export const EMPTY_DRAFT: HandDraft = {
  system: "",
  trace: "",
  action: "approve",
  reviewer: "",
  role: "",
  note: "",
  what: "model",
  from: "",
  to: "",
  substantial: "no",
  risks: "",
  isDisclosed: true,
  isInformed: false,
  isMarked: false,
};

type RecordInput = inferRouterInputs<AppRouter>["compliance"]["record"]["record"];

/** The record that the draft says. */
export function recordOf(kind: HandKind, draft: HandDraft): RecordInput {
  const { system, trace, action, reviewer, role, note, what, from, to, substantial } = draft;
  const place = { system, ...(trace === "" ? {} : { trace }) };
  switch (kind) {
    case "oversight":
      return {
        ...place,
        kind,
        d: { action, ...(role === "" ? {} : { role }) },
        reviewer,
        ...(note === "" ? {} : { note }),
      };
    case "change":
      return { system, kind, d: { what, to, substantial, ...(from === "" ? {} : { from }) } };
    case "risk": {
      const risk = draft.risks.split(",").map((code) => code.trim());
      return { ...place, kind, risk: risk.filter((code) => code !== "") };
    }
    case "notice": {
      const { isDisclosed, isInformed, isMarked } = draft;
      return { system, kind, notice: { ai_disclosed: isDisclosed, affected_informed: isInformed, marked: isMarked } };
    }
  }
}
