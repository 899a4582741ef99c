const PICO = 12;

/** `$0.0213`: four digits after the point, or two from ten dollars on, cut off. */
export function formatUsd(picoUsd: bigint): string {
  const digits = picoUsd.toString().padStart(PICO + 1, "0");
  const whole = digits.slice(0, -PICO);
  return `$${whole}.${digits.slice(-PICO).slice(0, whole.length > 1 ? 2 : 4)}`;
}
