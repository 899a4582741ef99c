const STRINGS = (...names) => ({
  type: "object",
  properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
  required: names,
});

const DOMAINS = [
  ["search_orders", "get_order", "check_stock", "list_orders", "export_status", "refund_order"],
  ["search_tickets", "get_ticket", "check_sla", "list_tickets", "merge_status", "close_ticket"],
  ["search_logs", "get_deployment", "check_health", "list_pods", "rollout_status", "restart_service"],
  ["search_papers", "get_paper", "check_citation", "list_papers", "index_status", "save_note"],
  ["search_invoices", "get_invoice", "check_balance", "list_payments", "batch_status", "book_entry"],
  ["search_flights", "get_fare", "check_seats", "list_bookings", "ticket_status", "rebook"],
];

/** Tools of an invented business, chosen by the seed. */
export function worldOf(random) {
  const [search, get, check, list, status, act] = random.pick(DOMAINS);
  const subject = random.id(random.pick(["case", "ref", "acct", "job"]));
  const schemas = {
    [search]: STRINGS("query"),
    [get]: STRINGS("id"),
    [check]: STRINGS("id", "scope"),
    [list]: { type: "object", properties: { cursor: { type: "string" } }, required: [] },
    [status]: STRINGS("job_id"),
    [act]: STRINGS("id", "note"),
  };
  return {
    search,
    get,
    check,
    list,
    status,
    act,
    subject,
    schemas,
    prompt: `Please look into ${random.words(3)} for ${subject}.`,
  };
}

/** A tool with its answer: `run(args, n)` is called with the number of calls so far, from 1. */
export function toolOf(name, schema, run) {
  return { name, schema, run };
}

export const call = (name, args) => ({ calls: [{ name, args }] });
export const parallel = (...calls) => ({ calls: calls.map(([name, args]) => ({ name, args })) });
export const say = (text) => ({ text });
export const strings = STRINGS;

/** Steps of ordinary work, each another call with another result. */
export function leadIn(random, world, count) {
  return Array.from({ length: count }, (_, index) =>
    index % 3 === 1
      ? call(world.get, { id: random.id("item") })
      : index % 3 === 2
        ? call(world.check, { id: random.id("item"), scope: random.word() })
        : call(world.search, { query: random.words(3) }),
  );
}

/** The business's tools; each answers with new facts unless `over` says otherwise. */
export function worldTools(random, world, over = {}) {
  const fresh = () => JSON.stringify({ id: random.id("row"), text: random.sentence(), value: random.int(1, 9999) });
  return Object.entries(world.schemas).map(([name, schema]) => toolOf(name, schema, over[name] ?? fresh));
}

/** An agent that gives `replies` one after the other, and then says the last word. */
export function scripted({ random, world, replies, over, maxSteps, last, ...rest }) {
  const closing = last ?? say(`Done: ${random.sentence()}`);
  return {
    mode: "agent",
    name: random.pick(["support", "research", "operations"]) + "_agent",
    prompt: world.prompt,
    tools: [...worldTools(random, world, over), ...(rest.extraTools ?? [])],
    maxSteps: maxSteps ?? replies.length + 3,
    reply: ({ step }) => replies[step - 1] ?? closing,
    ...rest,
  };
}
