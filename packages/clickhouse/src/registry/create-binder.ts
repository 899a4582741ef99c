import type { Parameters, ParameterValue } from "../store/store.ts";

/** Collects the bound values of one query. */
export interface Binder {
  /** Binds a value under a fresh name and returns its placeholder. */
  bind(type: string, value: ParameterValue): string;
  readonly params: Parameters;
}

export function createBinder(): Binder {
  const params: Record<string, ParameterValue> = {};
  return {
    params,
    bind(type, value) {
      const name = `p${Object.keys(params).length}`;
      params[name] = value;
      return `{${name}: ${type}}`;
    },
  };
}
