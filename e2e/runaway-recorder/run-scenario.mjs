import { inServerSpan } from "./tracing.mjs";

const HANDOFF = {
  name: "handoff",
  schema: {
    type: "object",
    properties: { to: { type: "string" }, reason: { type: "string" } },
    required: ["to", "reason"],
  },
  run: ({ to }) => `The case is with ${to} now.`,
};
const DELEGATE = {
  name: "delegate",
  schema: {
    type: "object",
    properties: { agent: { type: "string" }, task: { type: "string" } },
    required: ["agent", "task"],
  },
};

/** Runs one scenario on a framework and gives what the provider and the application saw. */
export async function runScenario({ scenario, driver, current }) {
  const run = {
    id: `${scenario.seed}`,
    scenario,
    startMs: Date.now(),
    steps: [],
    asked: 0,
    rejected: 0,
    error: "",
    endedBy: "final text",
    handoffCall: ({ to, reason }) =>
      driver.handsOff === true ? { name: `transfer_to_${to}`, args: {} } : { name: HANDOFF.name, args: { to, reason } },
  };
  current.run = run;
  try {
    await inServerSpan(scenario.mode === "app" ? "chat" : "agent", () => work(run, driver));
  } catch (error) {
    run.error = String(error instanceof Error ? error.message : error).split("\n")[0];
    run.endedBy = "gave up";
  }
  await driver.flush();
  return run;
}

function work({ scenario }, driver) {
  const system = (name) => `You are the ${name} agent. Use the tools and answer briefly.`;
  const { seed } = scenario;
  if (scenario.mode === "app") {
    const ask = (messages) =>
      driver.ask({ name: "assistant", system: system("assistant"), messages, seed, retries: 2 });
    return scenario.app({ ask });
  }
  const counts = new Map();
  const tools = [
    ...scenario.tools,
    ...(scenario.delegates ? [{ ...DELEGATE, run: ({ agent, task }) => start(agent, task) }] : []),
    ...(scenario.team !== undefined && driver.handsOff !== true ? [HANDOFF] : []),
  ];
  function runTool(name, args) {
    const tool = tools.find((one) => one.name === name);
    const n = (counts.get(name) ?? 0) + 1;
    counts.set(name, n);
    return tool.run(args, n);
  }
  function start(name, prompt) {
    const team = (scenario.team ?? [])
      .filter((one) => one !== name)
      .map((one) => ({ name: one, system: system(one), tools }));
    return driver.agent({
      name,
      system: system(name),
      tools,
      team,
      prompt,
      maxSteps: scenario.maxSteps,
      seed,
      runTool,
    });
  }
  return start(scenario.name, scenario.prompt);
}
