import { addModelCall } from "../add-model-call.ts";
import type { DemoTrace } from "../demo-span.ts";
import { MODELS } from "../models.ts";
import { createTraceBuilder, type Request } from "../trace-builder.ts";

/** `weekly-reports`: written by the night before Monday's work, one call per chapter. */
export function weeklyReport(request: Request): DemoTrace {
  const { random, startMs } = request;
  const trace = createTraceBuilder(request);
  const root = trace.newSpanId();
  let endMs = startMs + 10;
  for (const chapter of ["volume", "satisfaction", "open topics"]) {
    const call = addModelCall(trace, request, {
      parent: root,
      startMs: endMs + random.int(10, 80),
      model: MODELS.haiku,
      prompt: "reports/weekly",
      inputTokens: random.skewed(7200, 0.3),
      outputTokens: random.skewed(640, 0.25),
      question: `Write the chapter on ${chapter} of this week's report from the attached figures.`,
      answer: `The ${chapter} of the week compared with the week before: steady, with one exception.`,
    });
    endMs = call.endMs;
  }
  trace.add({
    spanId: root,
    name: "invoke_workflow weekly-report",
    startMs,
    durationMs: endMs - startMs + 20,
    attributes: { "gen_ai.operation.name": "invoke_workflow", "gen_ai.workflow.name": "weekly-report" },
  });
  return trace.build();
}
