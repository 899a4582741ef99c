import { setTimeout as sleep } from "node:timers/promises";
import { call, leadIn, parallel, say, scripted, strings, toolOf, worldOf } from "./world.mjs";

const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));

/** Agents whose long or repetitive work is fine. Each takes seeded random numbers and gives a scenario. */
export const healthyWork = {
  map_reduce_tool(random) {
    const world = worldOf(random);
    const width = random.pick([1, 1, 5, 10]);
    const count = width === 1 ? random.int(30, 45) : 100;
    const documents = times(count, (index) => [
      "summarize_doc",
      { doc_id: `doc-${1000 + index * random.int(1, 3)}-${index}` },
    ]);
    const replies = times(count / width, (index) => parallel(...documents.slice(index * width, (index + 1) * width)));
    const extraTools = [toolOf("summarize_doc", strings("doc_id"), () => random.paragraph(2))];
    return scripted({
      random,
      world,
      replies,
      extraTools,
      reason: `${count} documents are summarised, ${width} at a time, and combined.`,
    });
  },
  pagination(random) {
    const world = worldOf(random);
    const pages = random.int(15, 28);
    const cursors = times(pages, (index) => (index === 0 ? "" : `c${random.int(100_000, 999_999)}`));
    const rows = (index) =>
      times(4, () => ({ id: random.id("row"), state: random.pick(["open", "closed"]) })).concat({ page: index });
    const over = { [world.list]: (_, n) => JSON.stringify({ rows: rows(n), next: cursors[n] ?? null }) };
    const replies = cursors.map((cursor, index) => call(world.list, index === 0 ? {} : { cursor }));
    return scripted({
      random,
      world,
      over,
      replies,
      reason: `${world.list} reads ${pages} pages, each with another cursor.`,
    });
  },
  polling(random) {
    return polling(random, (n, count) =>
      JSON.stringify({ state: n < count ? "running" : "done", percent: Math.floor((100 * n) / count) }),
    );
  },
  polling_flat(random) {
    return polling(random, (n, count) => JSON.stringify({ state: n < count ? "running" : "done" }));
  },
  polling_wait(random) {
    const world = worldOf(random);
    const count = random.int(6, 12);
    const job = { job_id: random.id("job") };
    const over = { [world.status]: (_, n) => (n < count ? "pending" : "complete") };
    const wait = toolOf(
      "wait",
      { type: "object", properties: { seconds: { type: "number" } }, required: ["seconds"] },
      async ({ seconds }) => {
        await sleep(seconds * 40);
        return `waited ${seconds} s`;
      },
    );
    const replies = times(count, (n) => [call(world.status, job), call("wait", { seconds: Math.round(2 * 1.3 ** n) })])
      .flat()
      .slice(0, -1);
    return scripted({
      random,
      world,
      over,
      replies,
      extraTools: [wait],
      reason: `A job is polled ${count} times with a longer wait between each, and completes.`,
    });
  },
  retry_tool(random) {
    const world = worldOf(random);
    const failures = random.int(2, 4);
    const target = { id: world.subject, note: random.words(2) };
    const over = {
      [world.act]: async (_, n) => {
        await sleep(40 * 1.6 ** n);
        if (n <= failures)
          throw new Error(random.pick(["upstream timeout", "503 service unavailable", "connection reset"]));
        return JSON.stringify({ ok: true, id: random.id("done") });
      },
    };
    const replies = [
      ...leadIn(random, world, random.int(2, 8)),
      ...times(failures + 1, () => call(world.act, target)),
      ...leadIn(random, world, 3),
    ];
    return scripted({
      random,
      world,
      over,
      replies,
      reason: `${world.act} fails ${failures} times for a passing reason and then succeeds.`,
    });
  },
  retry_429(random) {
    const world = worldOf(random);
    const lead = leadIn(random, world, random.int(3, 6));
    const refusal = (n) => ({ status: 429, retryAfterMs: Math.round(60 * 1.8 ** n) });
    const replies = [...lead, refusal(0), refusal(1), ...leadIn(random, world, 4)];
    return scripted({
      random,
      world,
      replies,
      reason: "2 rejected requests are retried with growing pauses, then it works.",
    });
  },
  fan_out_once(random) {
    const world = worldOf(random);
    const width = random.int(6, 10);
    const wide = parallel(...times(width, () => [world.search, { query: random.words(4) }]));
    const replies = [...leadIn(random, world, random.int(1, 4)), wide, ...leadIn(random, world, random.int(2, 5))];
    return scripted({ random, world, replies, reason: `One step asks for ${width} different searches in parallel.` });
  },
  research40(random) {
    const world = worldOf(random);
    const replies = leadIn(random, world, 40);
    return scripted({
      random,
      world,
      replies,
      last: say(random.paragraph(12)),
      reason: "40 steps of different searches and reads, then a report.",
    });
  },
  empty_ok(random) {
    const world = worldOf(random);
    const empty = random.int(4, 8);
    const over = {
      [world.search]: (_, n) =>
        n <= empty ? random.pick(["[]", '{"results":[]}', "No results found."]) : random.sentence(),
    };
    const replies = [
      ...times(empty, () => call(world.search, { query: random.words(random.int(2, 5)) })),
      ...leadIn(random, world, 4),
    ];
    return scripted({
      random,
      world,
      over,
      replies,
      reason: `${empty} different searches find nothing, which is an answer too.`,
    });
  },
  plan_act_verify(random) {
    const world = worldOf(random);
    const replies = times(random.int(5, 8), (round) => [
      {
        text: `Plan for part ${round + 1}: 1. change ${random.word()} 2. verify ${random.word()}.`,
        ...call(world.act, { id: random.id("part"), note: random.words(3) }),
      },
      call(world.check, { id: world.subject, scope: random.word() }),
    ]).flat();
    return scripted({ random, world, replies, reason: "Each round plans, acts on another part and verifies it." });
  },
  edit_and_test(random) {
    const world = worldOf(random);
    const rounds = random.int(5, 9);
    const failing = (n) =>
      `${Math.max(0, rounds - n)} failed, ${20 + n} passed${n < rounds ? `: ${random.words(3)}` : ""}`;
    const tools = [
      toolOf("edit_file", strings("path", "patch"), () => "ok"),
      toolOf("run_tests", { type: "object", properties: {}, required: [] }, (_, n) => failing(n)),
    ];
    const replies = times(rounds, () => [
      call("edit_file", { path: `src/${random.word()}.ts`, patch: random.sentence() }),
      call("run_tests", {}),
    ]).flat();
    return scripted({
      random,
      world,
      replies,
      extraTools: tools,
      reason: `A coding agent edits and runs the same tests ${rounds} times; fewer fail each time.`,
    });
  },
  same_answer_writes(random) {
    const world = worldOf(random);
    const count = random.int(25, 45);
    const replies = times(count, () => call(world.act, { id: random.id("to"), note: random.sentence() }));
    return scripted({
      random,
      world,
      replies,
      over: { [world.act]: () => '{"ok":true}' },
      reason: `${count} different writes, each answered with the same ok.`,
    });
  },
  monitor(random) {
    const world = worldOf(random);
    const hosts = times(random.int(2, 4), () => ({ id: random.id("host"), scope: "load" }));
    const over = { [world.check]: () => JSON.stringify({ load: random.int(5, 95), free: random.int(100, 9000) }) };
    const replies = times(random.int(4, 6), () => hosts.map((host) => call(world.check, host))).flat();
    return scripted({
      random,
      world,
      over,
      replies,
      reason: "The same hosts are read in turn; the readings change and a report follows.",
    });
  },
  queue(random) {
    const world = worldOf(random);
    const count = random.int(8, 14);
    const next = (_, n) => (n <= count ? JSON.stringify({ id: `item-${n}`, text: random.sentence() }) : "queue empty");
    const extraTools = [toolOf("next_item", { type: "object", properties: {}, required: [] }, next)];
    const replies = [
      ...times(count, (n) => [
        call("next_item", {}),
        call(world.act, { id: `item-${n + 1}`, note: random.words(2) }),
      ]).flat(),
      call("next_item", {}),
    ];
    return scripted({
      random,
      world,
      replies,
      extraTools,
      reason: `A worker takes ${count} items from a queue until it is empty.`,
    });
  },
};

function polling(random, answer) {
  const world = worldOf(random);
  const count = random.int(5, 12);
  const job = { job_id: random.id("job") };
  const over = {
    [world.status]: async (_, n) => {
      await sleep(50 * 1.3 ** n);
      return answer(n, count);
    },
  };
  const replies = [...leadIn(random, world, random.int(0, 4)), ...times(count, () => call(world.status, job))];
  return scripted({
    random,
    world,
    over,
    replies,
    reason: `A job is polled ${count} times with growing pauses and completes.`,
  });
}
