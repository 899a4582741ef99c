/** Raised when JSON.parse gave an integer beyond 2^53 as a number: the body is read once more with its digits kept. */
export class InexactInteger extends Error {
  override readonly name = "InexactInteger";
}
