import { RejectedRecord } from "../reject-reason.ts";

/** An enum as OTLP JSON writes it, an integer; its name is tolerated, and unknown names are 0. @throws RejectedRecord */
export function toEnum(value: unknown, names: Readonly<Record<string, number>>): number {
  if (value === undefined || value === null) return 0;
  if (typeof value === "string") return names[value] ?? fromDigits(value);
  if (typeof value !== "number" || !Number.isInteger(value)) throw new RejectedRecord("wrong_type");
  return Math.max(0, value);
}

function fromDigits(value: string): number {
  return /^\d$/.test(value) ? Number(value) : 0;
}
