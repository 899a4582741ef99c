import type { Admission } from "../guard/guard.ts";
import { createUsageScanner } from "./usage-scanner.ts";
import { watchBody } from "./watch-body.ts";

/** An app that drops an answer must not keep its call open for ever. */
const forgotten = new FinalizationRegistry<Admission>((admission) => admission.settle(undefined));

/**
 * Reads the token counts of an answer while the app reads it, and ends the admission with them. Nothing is copied and
 * nothing waits.
 * @returns the same response
 */
export function watchResponse(response: Response, admission: Admission): Response {
  const { body } = response;
  if (body === null) {
    admission.settle(undefined);
    return response;
  }
  const scanner = createUsageScanner();
  const done = (): void => admission.settle(scanner.usage);
  forgotten.register(response, admission);
  const readText = response.text.bind(response);
  const text = async (): Promise<string> => {
    try {
      const whole = await readText();
      scanner.take(whole);
      return whole;
    } finally {
      done();
    }
  };
  Object.assign(response, { text, json: async () => JSON.parse(await text()) as unknown });
  watchBody(body, (piece) => scanner.take(piece), done);
  return response;
}
