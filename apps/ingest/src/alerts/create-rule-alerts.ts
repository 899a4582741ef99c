import { type AlertState, CALM, stepAlert, type Verdict } from "@spanledger/alerts";
import { type AlertEvent, newestAlertEvents, type Store, totals } from "@spanledger/clickhouse";
import { readStamp } from "../budgets/read-stamp.ts";
import type { Raise } from "./create-raise.ts";
import { evaluateRule } from "./evaluate-rule.ts";
import { isMuted } from "./is-muted.ts";
import { readRules } from "./read-rules.ts";
import { ruleEvent, type RuleFinding } from "./rule-event.ts";
import type { WatchedRule } from "./watched-rule.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const SETTINGS_MS = 2_000;
/** A short window is looked at often enough to be told within ten seconds. */
const SHORT_WINDOW_MINUTES = 60;
const SHORT_EVERY_MS = 4_000;
const LONG_EVERY_MS = 30_000;
/** An alert of its own beside the figure's. */
const NO_DATA = "(no data)";

export interface RuleAlertsOptions {
  readonly store: Store;
  readonly now: () => number;
  readonly raise: Raise;
  readonly onError?: (error: unknown) => void;
}

/** Evaluates alerts and tells of what fires and recovers, by whoever holds the lease. */
export interface RuleAlerts {
  tick(): Promise<void>;
  /** What another process told meanwhile is read again. */
  forget(): void;
}

interface Standing {
  readonly state: AlertState;
  readonly eventId: string;
}

export function createRuleAlerts(options: RuleAlertsOptions): RuleAlerts {
  return new Evaluator(options);
}

class Evaluator implements RuleAlerts {
  readonly #options: RuleAlertsOptions;
  #standings: Map<string, Map<string, Standing>> | null = null;
  #rules: readonly WatchedRule[] = [];
  #stamp = "";
  #settingsAtMs = 0;
  readonly #dueMs = new Map<string, number>();

  constructor(options: RuleAlertsOptions) {
    this.#options = options;
  }

  forget(): void {
    this.#standings = null;
  }

  async tick(): Promise<void> {
    const { store, now, onError } = this.#options;
    await this.#readSettings();
    if (this.#rules.length === 0) return;
    this.#standings ??= standingsOf(await newestAlertEvents(store, { source: "rule", sinceMs: now() - 400 * DAY_MS }));
    for (const watched of this.#rules) {
      const key = keyOf(watched);
      if (now() < (this.#dueMs.get(key) ?? 0)) continue;
      const isShort = watched.rule.windowMinutes <= SHORT_WINDOW_MINUTES && watched.rule.condition.kind === "absolute";
      this.#dueMs.set(key, now() + (isShort ? SHORT_EVERY_MS : LONG_EVERY_MS));
      // One alert that cannot be measured holds up no other.
      await this.#evaluate(watched).catch((error: unknown) => onError?.(error));
    }
  }

  async #readSettings(): Promise<void> {
    const { store, now } = this.#options;
    if (now() < this.#settingsAtMs) return;
    this.#settingsAtMs = now() + SETTINGS_MS;
    const stamp = await readStamp(store, ["alert_rules", "projects"]);
    if (stamp === this.#stamp) return;
    this.#rules = await readRules(store);
    this.#stamp = stamp;
    this.#dueMs.clear();
  }

  async #evaluate(watched: WatchedRule): Promise<void> {
    const { store, now } = this.#options;
    const standings = this.#standings?.get(keyOf(watched)) ?? new Map<string, Standing>();
    this.#standings?.set(keyOf(watched), standings);
    const known = [...standings].flatMap(([subject, { state }]) =>
      state.phase === "calm" || subject === NO_DATA ? [] : subject,
    );
    const findings = await evaluateRule(store, watched, { nowMs: now(), known });
    const [first] = findings;
    for (const finding of findings) await this.#step(finding, finding.judgement.verdict, standings);
    if (watched.rule.noDataMinutes !== null && first !== undefined) {
      const silence = await this.#silence(first, watched.rule.noDataMinutes);
      await this.#step(silence, silence.judgement.verdict, standings);
    }
  }

  async #step(finding: RuleFinding, verdict: Verdict, standings: Map<string, Standing>): Promise<void> {
    const { now, raise } = this.#options;
    const { rule } = finding.watched;
    const { state: before, eventId } = standings.get(finding.subject) ?? { state: CALM, eventId: "" };
    const atMs = now();
    const { state, transition, tell } = stepAlert(before, {
      nowMs: atMs,
      verdict,
      isMuted: isMuted(rule, atMs),
      forMs: rule.forMinutes * MINUTE_MS,
      recoverMs: rule.recovery.forMinutes * MINUTE_MS,
    });
    const kind = tell ?? transition;
    if (kind === null) {
      if (state !== before) standings.set(finding.subject, { state, eventId });
      return;
    }
    const event = ruleEvent(finding, { kind, isMuted: tell === null, atMs, previousId: eventId });
    await raise([event]);
    standings.set(finding.subject, { state, eventId: event.id });
  }

  /** Whether anything came at all in the time without data. */
  async #silence(finding: RuleFinding, minutes: number): Promise<RuleFinding> {
    const { store, now } = this.#options;
    const { watched, question } = finding;
    const range = { fromMs: now() - minutes * MINUTE_MS, toMs: now() };
    const { current } = await totals(store.project(watched.projectId), { range, filters: question.filters });
    return {
      watched: { ...watched, rule: { ...watched.rule, measure: "calls", windowMinutes: minutes } },
      subject: NO_DATA,
      question: { ...question, range, each: null },
      figure: { value: current.calls, calls: current.calls },
      previous: null,
      baseline: null,
      judgement: { verdict: current.calls === 0 ? "breach" : "clear", threshold: null },
    };
  }
}

/** How alerts stood by what was told last. A wait before firing starts anew. */
function standingsOf(events: readonly AlertEvent[]): Map<string, Map<string, Standing>> {
  const standings = new Map<string, Map<string, Standing>>();
  for (const { project, sourceId, subject, kind, atMs, isMuted: wasMuted, id } of events) {
    const key = `${project} ${sourceId}`;
    const subjects = standings.get(key) ?? new Map<string, Standing>();
    const phase = kind === "fired" ? "firing" : "calm";
    // A muted transition told nobody: before a muted recovery somebody had been told, before a muted firing nobody.
    const isTold = wasMuted ? kind === "recovered" : kind === "fired";
    standings.set(key, subjects.set(subject, { state: { phase, sinceMs: atMs, isTold }, eventId: id }));
  }
  return standings;
}

function keyOf({ projectId, id }: WatchedRule): string {
  return `${projectId} ${id}`;
}
