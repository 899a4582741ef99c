import { type Dialect, type Level, type Slot, type SlotOptions, slotOptions, type Source } from "./dialect.ts";
import type { Field } from "./precedence/index.ts";
import type { Order } from "./precedence/order.ts";

/** Where attributes of one kind (span, resource, event) lead: key -> the slots it can feed. */
export type SlotTable = ReadonlyMap<string, readonly Slot[]>;

export interface CompiledSlots {
  readonly span: SlotTable;
  readonly resource: SlotTable;
  readonly event: SlotTable;
  /** Slots whose value is the span's name. */
  readonly name: readonly Slot[];
}

const LAST_RESORT = 100_000;

/** Turns dialects and precedence into one lookup by attribute key. @throws Error when the two disagree */
export function compileSlots(dialects: readonly Dialect[], precedence: Order): CompiledSlots {
  const sources = indexSources(dialects);
  const tables = {
    span: new Map<string, Slot[]>(),
    resource: new Map<string, Slot[]>(),
    event: new Map<string, Slot[]>(),
  };
  const name: Slot[] = [];
  Object.entries(precedence).forEach(([field, entries], fieldIndex) => {
    const firstResource = entries.findIndex((entry) => entry.endsWith("@resource"));
    entries.forEach((entry, rank) => {
      const { dialect, id, places, weak } = readEntry(entry);
      const options = sources.get(`${dialect} ${field} ${id}`);
      if (options === undefined) throw new Error(`Dialect ${dialect} declares no source "${id}" for ${field}`);
      const level = levelOf({ id, weak, late: firstResource >= 0 && rank >= firstResource });
      const last = options.lastResort === true ? LAST_RESORT : 0;
      const slots = slotsOf({ field: field as Field, fieldIndex, rank: rank + last, level, dialect, options });
      if (places.includes("name")) name.push(...slots);
      for (const place of ["span", "resource", "event"] as const) {
        if (places.includes(place)) addAll(tables[place], slots);
      }
    });
  });
  return { ...tables, name };
}

function indexSources(dialects: readonly Dialect[]): ReadonlyMap<string, SlotOptions> {
  const index = new Map<string, SlotOptions>();
  for (const dialect of dialects) {
    for (const [field, sources] of Object.entries(dialect.sources)) {
      for (const source of sources) {
        const options = optionsOf(source);
        index.set(`${dialect.name} ${field} ${options.id}`, options);
      }
    }
  }
  return index;
}

function optionsOf(source: Source): SlotOptions {
  return slotOptions(typeof source === "string" ? { id: source } : source);
}

function readEntry(entry: string): {
  readonly dialect: string;
  readonly id: string;
  readonly places: readonly string[];
  readonly weak: boolean;
} {
  const marks = /^[+~]*/.exec(entry)?.[0] ?? "";
  const body = entry.slice(marks.length);
  const space = body.indexOf(" ");
  const id = body.slice(space + 1);
  const at = /@(event\|log|span\|resource|event|log|resource|name|status)$/.exec(id);
  const places = at === null ? ["span"] : (at[1] ?? "").replace("log", "event").split("|");
  return { dialect: body.slice(0, space), id, places, weak: marks.includes("~") };
}

function levelOf(entry: { readonly id: string; readonly weak: boolean; readonly late: boolean }): Level {
  if (entry.weak) return "derived";
  if (entry.late) return "resource";
  return /^(langfuse\.trace\.|langsmith\.trace\.|mlflow\.trace|lmnr\.trace)/.test(entry.id) ? "trace" : "own";
}

function slotsOf(shared: Omit<Slot, "key" | "pointers">): readonly Slot[] {
  const [path = "", pointerText = ""] = shared.options.id.replace(/@\S+$/, "").split("#");
  const pointers = pointerText === "" ? [] : pointerText.split("|").map((pointer) => pointer.slice(1).split("/"));
  const paths = shared.options.keys ?? (shared.options.event === undefined ? path.split("|") : []);
  const { field, fieldIndex, rank, level, dialect, options } = shared;
  return paths
    .flatMap(expandBraces)
    .map((key) => ({ field, fieldIndex, rank, level, dialect, key, pointers, options }));
}

/** `a.{b,c}.d` -> `a.b.d`, `a.c.d`. */
function expandBraces(path: string): readonly string[] {
  const match = /^(.*?)\{([^{}]*)\}(.*)$/.exec(path);
  if (match === null) return [path];
  const [, before = "", inner = "", after = ""] = match;
  return inner.split(",").map((name) => before + name + after);
}

function addAll(table: Map<string, Slot[]>, slots: readonly Slot[]): void {
  for (const slot of slots) {
    const there = table.get(slot.key);
    if (there === undefined) table.set(slot.key, [slot]);
    else there.push(slot);
  }
}
