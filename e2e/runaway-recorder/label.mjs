/** What is known about a recorded trace: its steps, and where a careful reader sees that it runs away. */
export function labelOf({ framework, run, spans, driver, requests }) {
  const { scenario, steps, markStep } = run;
  const sizeOf = (traceId) => spans.filter((span) => span.traceId === traceId).length;
  const traces = [...new Set(spans.map(({ traceId }) => traceId))].toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const [input, output] = [2, 3].map((column) => steps.reduce((sum, step) => sum + step[column], 0));
  return {
    label: scenario.label,
    kind: scenario.kind,
    framework,
    seed: scenario.seed,
    reason: scenario.reason,
    ended_by: run.endedBy,
    mode: scenario.mode,
    total_steps: steps.length,
    rejected_calls: run.rejected,
    tool_calls_asked: run.asked,
    tool_spans: spans.filter(driver.isTool).length,
    total_spans: spans.length,
    trace_id: traces[0],
    trace_ids: traces,
    tokens: { input, output, total: input + output },
    steps,
    ...(scenario.label === "runaway" ? markOf({ run, spans, driver, requests, step: steps[markStep - 1] }) : {}),
  };
}

function markOf({ run, spans, driver, requests, step }) {
  const [number, atMs] = step;
  const after = run.steps.slice(number);
  const nextMs = after[0]?.[1] ?? Number.MAX_SAFE_INTEGER;
  const isOfStep = ({ startMs }) => startMs - run.startMs < nextMs && startMs - run.startMs > atMs - 60;
  const model = spans.filter((span) => driver.isModel(span) && isOfStep(span)).at(0);
  const tool = spans
    .filter((span) => driver.isTool(span) && isOfStep(span) && span.startMs - run.startMs >= atMs)
    .at(0);
  const marked = tool ?? model;
  const request = requests.findIndex(({ body }) => marked !== undefined && holds(body, marked.spanId));
  return {
    runaway_from_step: number,
    loop_starts_at_step: run.scenario.loopStartsAt,
    runaway_span_id: marked?.spanId,
    runaway_span_name: marked?.name,
    runaway_llm_span_id: model?.spanId,
    runaway_tool_span_id: tool?.spanId,
    runaway_at_ms: atMs,
    runaway_request: request + 1,
    runaway_arrives_ms: request < 0 ? undefined : requests[request].atMs - run.startMs,
    after_mark: {
      steps: after.length,
      tokens: after.reduce((sum, [, , input, output]) => sum + input + output, 0),
    },
  };
}

function holds(body, spanId) {
  return body.includes(spanId) || body.includes(Buffer.from(spanId, "hex"));
}
