import type { Admission } from "../guard/guard.ts";
import { createUsageScanner, type UsageScanner } from "./usage-scanner.ts";
import { watchBody } from "./watch-body.ts";

const STATE = Symbol("spanledger.answer");

interface State {
  readonly admission: Admission;
  readonly scanner: UsageScanner;
  body?: Response["body"];
}

interface Watched extends Response {
  [STATE]: State;
}

/** Per class of response (Node's own, undici's, node-fetch's), what stands between an instance and its class. */
const layers = new WeakMap<object, object>();

/**
 * Reads the token counts of an answer while the app reads it, and ends the admission with them. Nothing is copied,
 * nothing waits, and nothing is made that the app does not use: this is on the way of every model call.
 * @returns the same response
 */
export function watchResponse(response: Response, admission: Admission): Response {
  const type = Object.getPrototypeOf(response) as Response;
  (response as Watched)[STATE] = { admission, scanner: createUsageScanner() };
  return Object.setPrototypeOf(response, layers.get(type) ?? addLayer(type)) as Response;
}

function addLayer(type: Response): object {
  const textOf = type.text;
  const text = async function (this: Watched): Promise<string> {
    const { admission, scanner } = this[STATE];
    try {
      const whole = await textOf.call(this);
      scanner.take(whole);
      return whole;
    } finally {
      admission.settle(scanner.usage);
    }
  };
  const json = async function (this: Watched): Promise<unknown> {
    return JSON.parse(await text.call(this)) as unknown;
  };
  const body = function (this: Watched): Response["body"] {
    const state = this[STATE];
    state.body ??= openBody(state, Reflect.get(type, "body", this) as Response["body"]);
    return state.body;
  };
  const own = { configurable: true, writable: true };
  const layer = Object.create(type, {
    text: { ...own, value: text },
    json: { ...own, value: json },
    body: { configurable: true, get: body },
  }) as object;
  layers.set(type, layer);
  return layer;
}

function openBody({ admission, scanner }: State, body: Response["body"]): Response["body"] {
  const done = (): void => admission.settle(scanner.usage);
  if (body === null) done();
  else if (typeof body.getReader === "function") watchBody(body, (piece) => scanner.take(piece), done);
  return body;
}
