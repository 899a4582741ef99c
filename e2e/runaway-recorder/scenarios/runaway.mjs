import { setTimeout as sleep } from "node:timers/promises";
import { call, leadIn, parallel, say, scripted, strings, toolOf, worldOf, worldTools } from "./world.mjs";

const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));

/** The loop begins after `lead` steps, and its `proof`-th step is the one that is marked. */
function loop({ random, world, lead, steps, proof, ...rest }) {
  const marked = steps.map((step, index) => (index === proof - 1 ? { ...step, mark: true } : step));
  const replies = [...leadIn(random, world, lead), ...marked];
  return scripted({ random, world, replies, loopStartsAt: lead + 1, ...rest });
}

function rounds(random, { lead, period }) {
  const world = worldOf(random);
  const chain = [
    call(world.search, { query: random.words(3) }),
    call(world.get, { id: random.id("item") }),
    call(world.check, { id: random.id("item"), scope: random.word() }),
  ].slice(0, period);
  const answers = Object.fromEntries([world.search, world.get, world.check].map((name) => [name, random.sentence()]));
  const known = new Set(chain.map(({ calls }) => JSON.stringify(calls[0].args)));
  const over = Object.fromEntries(
    Object.entries(answers).map(([name, same]) => [
      name,
      (args) => (known.has(JSON.stringify(args)) ? same : random.sentence()),
    ]),
  );
  const count = random.int(6, 9);
  return loop({
    random,
    world,
    lead,
    over,
    steps: times(count, () => chain).flat(),
    proof: 3 * period,
    reason: `${period} calls are repeated ${count} times with unchanged arguments and results.`,
  });
}

function same(random, { lead, pauseMs = 0, stamped = false }) {
  const world = worldOf(random);
  const args = { query: random.words(4) };
  const answer = random.sentence();
  const count = pauseMs > 0 ? 9 : random.int(12, 20);
  const over = {
    [world.search]: async (given) => {
      await sleep(pauseMs);
      if (given.query !== args.query) return random.sentence();
      return stamped ? JSON.stringify({ request_id: random.id("req"), at: new Date().toISOString(), answer }) : answer;
    },
  };
  return loop({
    random,
    world,
    lead,
    over,
    steps: times(count, () => call(world.search, args)),
    proof: 4,
    reason: `${world.search} is called ${count} times with the same arguments and the same answer.`,
  });
}

function failing(random, { lead }) {
  const world = worldOf(random);
  const args = { id: world.subject, note: random.words(2) };
  const over = {
    [world.act]: () => {
      throw new Error("permission denied for this operation");
    },
  };
  const steps = times(random.int(14, 22), () => call(world.act, args));
  return loop({
    random,
    world,
    lead,
    over,
    steps,
    proof: 6,
    reason: `${world.act} fails again and again and is repeated unchanged without a pause.`,
  });
}

/** Agents in loops. Each takes seeded random numbers and gives a scenario. */
export const runaway = {
  same_call: (random) => same(random, { lead: random.int(1, 6) }),
  late_same_call: (random) => same(random, { lead: random.int(16, 26) }),
  stamped_call: (random) => same(random, { lead: random.int(2, 6), stamped: true }),
  slow_loop: (random) => same(random, { lead: random.int(2, 5), pauseMs: 1000 }),
  cycle2: (random) => rounds(random, { lead: random.int(2, 8), period: 2 }),
  cycle3: (random) => rounds(random, { lead: random.int(2, 8), period: 3 }),
  late_cycle: (random) => rounds(random, { lead: random.int(15, 24), period: random.pick([2, 3]) }),
  failure_streak: (random) => failing(random, { lead: random.int(1, 6) }),
  late_failures: (random) => failing(random, { lead: random.int(16, 24) }),
  key_order(random) {
    const world = worldOf(random);
    const values = { query: random.words(3), region: random.word(), limit: String(random.int(5, 50)) };
    const orders = [
      ["query", "region", "limit"],
      ["limit", "query", "region"],
      ["region", "limit", "query"],
      ["limit", "region", "query"],
    ];
    const answer = random.sentence();
    const lookUp = toolOf("find_records", strings("query", "region", "limit"), () => answer);
    const written = (n) => {
      const text = JSON.stringify(Object.fromEntries(orders[n % 4].map((key) => [key, values[key]])));
      return n % 2 === 0 ? text : text.replaceAll(":", ": ").replaceAll(",", ", ");
    };
    const steps = times(random.int(12, 18), (n) => call("find_records", written(n)));
    return loop({
      random,
      world,
      lead: random.int(1, 6),
      steps,
      proof: 4,
      extraTools: [lookUp],
      reason: "One call is repeated with its keys in another order each time.",
    });
  },
  empty_trivial(random) {
    const world = worldOf(random);
    const query = random.words(3);
    const writings = [query, `${query} `, query.toUpperCase(), ` ${query}`, query.replaceAll(" ", "  "), `${query}.`];
    const over = {
      [world.search]: (args) =>
        args.query.trim().toLowerCase().startsWith(query.split(" ")[0]) ? "[]" : random.sentence(),
    };
    const steps = times(random.int(12, 18), (n) => call(world.search, { query: writings[n % writings.length] }));
    return loop({
      random,
      world,
      lead: random.int(1, 5),
      over,
      steps,
      proof: 6,
      reason: "The same search finds nothing, while only spaces, dots or capitals change.",
    });
  },
  ping_pong(random) {
    const world = worldOf(random);
    const pair = ["triage", random.pick(["billing", "shipping", "legal"])];
    const reason = random.sentence();
    const hops = times(random.int(10, 16), (n) => ({ calls: [{ handoff: { to: pair[(n + 1) % 2], reason } }] }));
    return loop({
      random,
      world,
      lead: random.int(1, 4),
      steps: hops,
      proof: 6,
      team: pair,
      name: pair[0],
      reason: "Two agents hand the case to each other for the same reason and do no work.",
    });
  },
  growing_repeat(random) {
    const text = random.paragraph(random.int(2, 4));
    const lead = random.int(2, 6);
    const count = lead + random.int(12, 18);
    return {
      mode: "app",
      loopStartsAt: lead + 1,
      reason: "The application asks to continue and the model gives the same text while the prompt grows.",
      reply: ({ step }) => (step <= lead ? say(random.paragraph(3)) : { text, mark: step === lead + 5 }),
      app: ({ ask }) => keepAsking(ask, count, "Continue."),
    };
  },
  plan_replan(random) {
    const plan = (n) =>
      `${random.pick(["Revised plan", "New plan", "Updated plan"])} ${n}:\n1. Look at the ${random.words(2)}\n2. Compare it with the ${random.words(2)}\n3. Report on ${random.words(2)}`;
    const count = random.int(10, 16);
    return {
      mode: "app",
      loopStartsAt: 1,
      reason: `${count} plans are written and no step of any is carried out.`,
      reply: ({ step }) => ({ text: plan(step), mark: step === 4 }),
      app: ({ ask }) => keepAsking(ask, count, "Is the plan good? Improve it."),
    };
  },
  cost_blowup(random) {
    const factor = 1.4 + random.next() / 3;
    const world = worldOf(random);
    const lead = random.int(2, 5);
    const first = random.int(700, 1200);
    const over6 = Math.floor(Math.log(6) / Math.log(factor)) + 2;
    const steps = times(over6 + 5, (n) => ({
      ...call(world.get, { id: random.id("item") }),
      text: random.paragraph(2),
      outputTokens: Math.round(first * factor ** n),
    }));
    return loop({
      random,
      world,
      lead,
      steps,
      proof: over6,
      reason: `The answers grow by a factor of ${factor.toFixed(2)} every step and the task has no end.`,
    });
  },
  fan_out(random) {
    const world = worldOf(random);
    const widths = [2, 3, 5, 8, 12, 18, 24];
    const steps = widths.map((width) => parallel(...times(width, () => [world.search, { query: random.words(4) }])));
    return loop({
      random,
      world,
      lead: random.int(1, 4),
      steps,
      proof: 4,
      reason: "Each step asks for more parallel calls than the one before.",
    });
  },
  nested_fan_out(random) {
    const world = worldOf(random);
    const width = random.int(2, 3);
    const deepest = 4;
    const levelOf = (agent) => (agent === "planner" ? 0 : agent.split("_").length - 1);
    const start = (agent) =>
      times(width, (n) => ({
        name: "delegate",
        args: { agent: agent === "planner" ? `sub_${n + 1}` : `${agent}_${n + 1}`, task: random.sentence() },
      }));
    return {
      mode: "agent",
      name: "planner",
      prompt: world.prompt,
      tools: worldTools(random, world),
      delegates: true,
      maxSteps: 8,
      loopStartsAt: 1,
      reason: `Every sub-agent starts ${width} sub-agents again, ${deepest} levels deep.`,
      reply({ agent, turn }) {
        const level = levelOf(agent);
        if (turn > 0 || level >= deepest) return say(random.sentence());
        return { calls: start(agent), mark: level === 2 };
      },
    };
  },
};

async function keepAsking(ask, count, request) {
  const messages = [{ role: "user", content: "Write about the case." }];
  for (let n = 0; n < count; n++) {
    messages.push({ role: "assistant", content: await ask(messages) });
    messages.push({ role: "user", content: request });
  }
}
