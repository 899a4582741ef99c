/** Stops the start. The message is the one sentence the user sees: what is wrong and what to do. */
export class StartError extends Error {
  override readonly name = "StartError";
}
