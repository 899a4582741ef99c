/** Height of a bar. Geometry only: a float must never reach a printed sum. */
export function chartValue(amount: string): number {
  return Number(amount);
}
