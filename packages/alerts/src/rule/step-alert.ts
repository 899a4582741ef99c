import type { Verdict } from "./judge-value.ts";

/** Where an alert stands. `sinceMs` is when it came there. */
export interface AlertState {
  readonly phase: "calm" | "pending" | "firing" | "recovering";
  readonly sinceMs: number;
  /** Somebody was told that it fires and not yet that it recovered. */
  readonly isTold: boolean;
}

export interface StepInput {
  readonly nowMs: number;
  readonly verdict: Verdict;
  /** Muted or in maintenance: the state goes on, nobody is told until it ends. */
  readonly isMuted: boolean;
  readonly forMs: number;
  readonly recoverMs: number;
}

export interface Step {
  readonly state: AlertState;
  /** What belongs in the history. */
  readonly transition: "fired" | "recovered" | null;
  /** What is to be sent: each crossing at most once, and a recovery only to who was told of it. */
  readonly tell: "fired" | "recovered" | null;
}

export const CALM: AlertState = { phase: "calm", sinceMs: 0, isTold: false };

/** One step of the life of an alert. `unknown` changes nothing; `hold` ends a wait but neither fires nor recovers. */
export function stepAlert(state: AlertState, input: StepInput): Step {
  const { phase, transition } = move(state, input);
  const sinceMs = phase === state.phase ? state.sinceMs : input.nowMs;
  const isOn = phase === "firing" || phase === "recovering";
  const tell = input.isMuted || isOn === state.isTold ? null : isOn ? "fired" : "recovered";
  const isTold = tell === null ? state.isTold : tell === "fired";
  return { state: { phase, sinceMs, isTold }, transition, tell };
}

type Move = Pick<AlertState, "phase"> & Pick<Step, "transition">;

function move(state: AlertState, { verdict, nowMs, forMs, recoverMs }: StepInput): Move {
  const stay: Move = { phase: state.phase, transition: null };
  if (verdict === "unknown") return stay;
  const waitedMs = nowMs - state.sinceMs;
  switch (state.phase) {
    case "calm":
      if (verdict !== "breach") return stay;
      return forMs === 0 ? FIRED : { phase: "pending", transition: null };
    case "pending":
      if (verdict !== "breach") return { phase: "calm", transition: null };
      return waitedMs >= forMs ? FIRED : stay;
    case "firing":
      if (verdict !== "clear") return stay;
      return recoverMs === 0 ? RECOVERED : { phase: "recovering", transition: null };
    case "recovering":
      if (verdict !== "clear") return { phase: "firing", transition: null };
      return waitedMs >= recoverMs ? RECOVERED : stay;
  }
}

const FIRED: Move = { phase: "firing", transition: "fired" };
const RECOVERED: Move = { phase: "calm", transition: "recovered" };
