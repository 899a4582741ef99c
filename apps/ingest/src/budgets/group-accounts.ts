import type { Account } from "./budget-book.ts";
import type { AccountGroup } from "./count-spent.ts";

const DAY_MS = 86_400_000;

/** Puts accounts together that one query can answer. */
export function groupAccounts(accounts: Iterable<Account>): AccountGroup[] {
  const groups = new Map<string, AccountGroup & { readonly accounts: Account[] }>();
  for (const account of accounts) {
    const { watched, period } = account;
    const { projectId, dimensions, budget } = watched;
    // A call may claim a start a little in the future: it counts in a window that ends now, too.
    const toMs = budget.period.kind === "rolling" ? period.toMs + DAY_MS : period.toMs;
    const key = JSON.stringify([projectId, period.fromMs, toMs, budget.currency, dimensions]);
    const group = groups.get(key);
    if (group !== undefined) group.accounts.push(account);
    else
      groups.set(key, {
        projectId,
        range: { fromMs: period.fromMs, toMs },
        currency: budget.currency,
        dimensions,
        accounts: [account],
      });
  }
  return [...groups.values()];
}
