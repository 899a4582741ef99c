/** The integer part of the square root, by Newton's method. @throws RangeError for a negative number */
export function squareRoot(value: bigint): bigint {
  if (value < 0n) throw new RangeError("a negative number has no square root");
  if (value < 2n) return value;
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (root + value / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}
