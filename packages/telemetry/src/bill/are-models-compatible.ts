import { bareModelName } from "./bare-model-name.ts";

/** semconv 4.3 A: equal but for provider prefix, region and date, or one side unknown. gpt-4o is not gpt-4o-mini. */
export function areModelsCompatible(left: readonly string[], right: readonly string[]): boolean {
  if (left.length === 0 || right.length === 0) return true;
  for (const one of left) {
    for (const other of right) {
      if (one === other || bareModelName(one) === bareModelName(other)) return true;
    }
  }
  return false;
}
