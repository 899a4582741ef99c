import { USD } from "#lib/money/display-currency.ts";
import { readDisplayCurrency, type CurrencyAnswer, type CurrencyContext } from "./read-display-currency.ts";
import { scopedQuestion, type ScopedQuestion, type ScopeInput } from "./scoped-question.ts";

/** The question in the currency asked for. Both periods are in one currency, since they are compared. */
export async function pricedQuestion(
  input: ScopeInput,
  context: CurrencyContext,
): Promise<Omit<CurrencyAnswer, "rates"> & { readonly question: ScopedQuestion }> {
  const question = scopedQuestion(input, context.nowMs, context.project.timeZone);
  if (input.currency === "USD") return { question, currency: USD, currencyMissing: "" };
  const { rates, ...shown } = await readDisplayCurrency(context, {
    fromMs: Math.min(question.previous.fromMs, question.current.fromMs),
    toMs: question.current.toMs,
  });
  return { question: { ...question, rates }, ...shown };
}
