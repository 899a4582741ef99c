import type { WatchedBudget } from "../budgets/watched-budget.ts";

const MOST = 200;

/** The scopes of a budget as exporters match them: one value per dimension. Several values make several scopes. */
export function scopesOf(watched: WatchedBudget, subject: string): Readonly<Record<string, string>>[] {
  let scopes: Record<string, string>[] = [watched.each === null ? {} : { [watched.each]: subject }];
  for (const { dimension, values } of watched.filters)
    scopes = scopes
      .flatMap((scope) =>
        values.flatMap((value): Record<string, string>[] => {
          const said = scope[dimension];
          return said === undefined || said === value ? [{ ...scope, [dimension]: value }] : [];
        }),
      )
      .slice(0, MOST);
  return scopes;
}
