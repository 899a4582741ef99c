import { call, leadIn, say, scripted, worldOf, worldTools } from "./world.mjs";

const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));

/** Healthy work of applications that ask model by model, and of several agents. */
export const healthyTalk = {
  map_reduce_calls(random) {
    const world = worldOf(random);
    const documents = times(100, () => random.paragraph(3));
    const summaries = documents.map(() => random.sentence());
    return {
      mode: "app",
      reason: "100 documents are summarised one by one, then combined.",
      reply: ({ step }) => say(summaries[step - 1] ?? random.paragraph(4)),
      async app({ ask }) {
        for (const text of documents) await ask([{ role: "user", content: `Summarise in one sentence:\n${text}` }]);
        await ask([{ role: "user", content: `Combine for ${world.subject}:\n${summaries.join("\n")}` }]);
      },
    };
  },
  classify(random) {
    const labels = ["urgent", "normal", "low", "spam"];
    return {
      mode: "app",
      reason: "60 different items are classified; the one-word answers repeat.",
      reply: () => say(random.pick(labels)),
      async app({ ask }) {
        for (let n = 0; n < 60; n++) await ask([{ role: "user", content: `Classify: ${random.sentence()}` }]);
      },
    };
  },
  chat60(random) {
    const short = ["ok", "thanks", "go on", "and then?", "yes please"];
    return {
      mode: "app",
      reason: "A chat of 60 turns; every answer is new, although short user messages repeat.",
      reply: () => say(random.paragraph(random.int(1, 3))),
      app: ({ ask }) =>
        talk(
          ask,
          times(60, (n) => (n % 3 === 0 ? random.sentence() : random.pick(short))),
        ),
    };
  },
  refine(random) {
    const rounds = random.int(4, 8);
    const base = times(6, () => random.sentence());
    const draft = (n) => base.map((line, index) => (index <= n ? random.sentence() : line)).join(" ");
    return {
      mode: "app",
      reason: `A text is drafted, criticised and revised ${rounds} times; each draft changes and the work ends.`,
      reply: ({ step }) =>
        say(step % 2 === 1 ? draft(step / 2) : `Score ${Math.min(10, 4 + step / 2)}/10. ${random.sentence()}`),
      app: ({ ask }) =>
        talk(
          ask,
          times(2 * rounds + 1, (n) => (n % 2 === 0 ? `Write draft ${n / 2 + 1}.` : "Criticise this draft.")),
        ),
    };
  },
  plan_and_execute(random) {
    const world = worldOf(random);
    const parts = times(random.int(5, 7), () => random.word());
    const plan = (left) => `Plan:\n${left.map((part, n) => `${n + 1}. Finish the ${part} part`).join("\n")}`;
    const replies = parts.flatMap((_, n) => [
      { ...leadIn(random, world, 1)[0], text: plan(parts.slice(n)) },
      ...leadIn(random, world, 2).slice(1),
    ]);
    return scripted({ random, world, replies, reason: "The plan is written again after each part, one part shorter." });
  },
  sub_agents(random) {
    const world = worldOf(random);
    const helpers = times(random.int(3, 5), (n) => `helper_${n + 1}`);
    const delegated = {
      calls: helpers.map((agent) => ({ name: "delegate", args: { agent, task: random.sentence() } })),
    };
    const work = Object.fromEntries(helpers.map((agent) => [agent, leadIn(random, world, random.int(2, 5))]));
    return {
      mode: "agent",
      name: "supervisor",
      prompt: world.prompt,
      tools: worldTools(random, world),
      delegates: true,
      maxSteps: 20,
      reason: `A supervisor gives ${helpers.length} sub-agents one task each; none of them starts others.`,
      reply: ({ agent, turn }) =>
        (agent === "supervisor" ? [delegated][turn] : work[agent]?.[turn]) ?? say(random.sentence()),
    };
  },
  many_agents(random) {
    return readers(random, { waves: 1, width: random.int(10, 14) });
  },
  map_reduce_agents(random) {
    return readers(random, { waves: 3, width: 8 });
  },
  handoff_work(random) {
    const world = worldOf(random);
    const pair = ["triage", random.pick(["billing", "shipping", "legal"])];
    const rounds = random.int(3, 5);
    const replies = times(rounds, (n) => [
      ...leadIn(random, world, random.int(1, 3)),
      { calls: [{ handoff: { to: pair[(n + 1) % 2], reason: random.sentence() } }] },
    ]).flat();
    return scripted({
      random,
      world,
      replies,
      team: pair,
      name: pair[0],
      reason: `Two agents hand a case over ${rounds} times, and each adds new work.`,
    });
  },
  rag(random) {
    const world = worldOf(random);
    return scripted({
      random,
      world,
      replies: leadIn(random, world, random.int(1, 3)),
      reason: "A short question with a few look-ups.",
    });
  },
};

/** Waves of agents that work side by side: each reads the same guide first, and then documents of its own. */
function readers(random, { waves, width }) {
  const world = worldOf(random);
  const guide = { id: random.id("guide") };
  const rules = random.paragraph(2);
  const fresh = () => JSON.stringify({ id: random.id("row"), text: random.sentence() });
  const over = { [world.get]: ({ id }) => (id === guide.id ? rules : fresh()) };
  const wave = (number) => ({
    calls: times(width, (n) => ({
      name: "delegate",
      args: { agent: `reader_${number}_${n}`, task: random.sentence() },
    })),
  });
  const asked = times(waves, wave);
  const reads = () => [call(world.get, guide), ...leadIn(random, world, random.int(2, 4))];
  const work = new Map();
  const workOf = (agent) => work.get(agent) ?? work.set(agent, reads()).get(agent);
  return {
    mode: "agent",
    name: "supervisor",
    prompt: world.prompt,
    tools: worldTools(random, world, over),
    delegates: true,
    maxSteps: 20,
    reason: `${waves * width} agents, ${width} at a time, read the same guide and then documents of their own.`,
    reply: ({ agent, turn }) => (agent === "supervisor" ? asked[turn] : workOf(agent)[turn]) ?? say(random.sentence()),
  };
}

async function talk(ask, turns) {
  const messages = [];
  for (const content of turns) {
    messages.push({ role: "user", content });
    messages.push({ role: "assistant", content: await ask(messages) });
  }
}
