import { addModelCall } from "../add-model-call.ts";
import type { DemoTrace } from "../demo-span.ts";
import { MODELS } from "../models.ts";
import { createTraceBuilder, type Request } from "../trace-builder.ts";

const QUESTIONS = [
  "Draft a reply: the parcel arrived damaged and the customer wants a replacement.",
  "Draft a reply: the customer asks to move the appointment to next Thursday.",
  "Draft a reply: the invoice names the wrong cost centre.",
  "Draft a reply in French: thank them for the feedback on the new portal.",
] as const;

/** `email-drafts`: one call, nothing else. Most of the volume, little of the money. */
export function draftReply(request: Request): DemoTrace {
  const { random } = request;
  const trace = createTraceBuilder(request);
  addModelCall(trace, request, {
    startMs: request.startMs,
    model: random.chance(0.8) ? MODELS.gemini : MODELS.gpt,
    prompt: "drafts/reply",
    inputTokens: random.skewed(1150, 0.45),
    outputTokens: random.skewed(240, 0.4),
    question: random.pick(QUESTIONS),
    answer: "Thank you for writing to us. We are sorry for the trouble and have taken care of it as follows.",
  });
  return trace.build();
}
