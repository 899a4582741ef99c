/** A model call was not made, because the platform cannot be asked and the guard was told to fail closed. */
export class GuardUnavailableError extends Error {
  override readonly name = "GuardUnavailableError";

  constructor(reason: string, cause?: unknown) {
    super(`${reason}, and this guard fails closed (whenUnreachable: "closed").`, { cause });
  }
}
