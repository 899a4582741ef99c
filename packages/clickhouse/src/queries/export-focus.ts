import { z } from "zod";
import { createBinder } from "../registry/create-binder.ts";
import type { NamedDimension } from "../registry/dimensions.ts";
import { groupedUsage } from "../registry/grouped-usage.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { safeText } from "../registry/safe-text.ts";
import { UsageQuestion, usageSource } from "../registry/usage-source.ts";
import { FILE_FORMAT_NAMES, type FileFormat } from "../store/file-format.ts";
import type { ProjectReader } from "../store/store.ts";

export const ExportFocusParams = UsageQuestion.omit({ groupBy: true }).extend({
  format: z.enum(FILE_FORMAT_NAMES),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default("USD"),
});

const GROUPED = [
  "provider",
  "model",
  "environment",
  "operation",
  "feature",
  "prompt_name",
  "prompt_version",
] as const satisfies readonly NamedDimension[];

/**
 * One line per UTC day, model and attribution in the columns of FOCUS 1.2 (the FinOps Open Cost and Usage Specification),
 * as a file. FOCUS has no word for a price that is not known: such lines have no cost, and x_UnpricedCalls says why.
 */
export async function exportFocus(
  reader: ProjectReader,
  input: z.input<typeof ExportFocusParams>,
): Promise<AsyncIterable<Uint8Array>> {
  const { format, currency, ...question } = ExportFocusParams.parse(input);
  const binder = createBinder();
  const source = usageSource({ ...question, groupBy: [...GROUPED] }, binder, { interval: "day", timeZone: "UTC" });
  const keys = [...GROUPED.map((_, index) => `k${index}`), "bucket"];
  return reader.file({
    name: "exportFocus",
    sql: `
SELECT ${focusColumns(binder.bind("String", currency), format).join(",\n  ")}
FROM (${groupedUsage(source.sql, keys)}) AS g
ORDER BY ${["g.bucket", ...keys.slice(0, -1).map((key) => `g.${key}`)].join(", ")}
${QUERY_LIMITS}`,
    params: binder.params,
    format,
  });
}

function focusColumns(currency: string, format: FileFormat): string[] {
  const key = (name: (typeof GROUPED)[number]) => `g.k${GROUPED.indexOf(name)}`;
  const day = "toDateTime(g.bucket, 'UTC')";
  const unknown = "g.unpriced_calls + g.no_usage_calls";
  const cost = `if(${unknown} > 0 AND g.calls <= ${unknown} AND g.cost_usd = 0, NULL, g.cost_usd)`;
  const tokens = "g.input_uncached_tokens + g.cache_read_tokens + g.cache_write_tokens + g.output_tokens";
  const tagged = (["environment", "feature", "prompt_name", "prompt_version"] as const).map(
    (name) => `'${name}', ${key(name)}`,
  );
  const text = (expression: string) => safeText(expression, format);
  return [
    `${cost} AS BilledCost`,
    `${cost} AS EffectiveCost`,
    `${cost} AS ListCost`,
    `${cost} AS ContractedCost`,
    `${currency} AS BillingCurrency`,
    `toDateTime(toStartOfMonth(${day}), 'UTC') AS BillingPeriodStart`,
    `toDateTime(toStartOfMonth(${day}) + INTERVAL 1 MONTH, 'UTC') AS BillingPeriodEnd`,
    `${day} AS ChargePeriodStart`,
    `${day} + INTERVAL 1 DAY AS ChargePeriodEnd`,
    "'Usage' AS ChargeCategory",
    "CAST(NULL, 'Nullable(String)') AS ChargeClass",
    `${text(`concat(${key("operation")}, ' ', ${key("model")})`)} AS ChargeDescription`,
    "'Usage-Based' AS ChargeFrequency",
    `${text(key("provider"))} AS ProviderName`,
    `${text(key("provider"))} AS PublisherName`,
    `${text(key("provider"))} AS InvoiceIssuerName`,
    "'AI and Machine Learning' AS ServiceCategory",
    "'Generative AI' AS ServiceSubcategory",
    `${text(key("model"))} AS ServiceName`,
    `${text(key("model"))} AS ResourceId`,
    "'Model' AS ResourceType",
    `{project: String} AS SubAccountId`,
    `${tokens} AS ConsumedQuantity`,
    "'Tokens' AS ConsumedUnit",
    "'Standard' AS PricingCategory",
    `toJSONString(map(${tagged.join(", ")})) AS Tags`,
    "g.calls AS x_Calls",
    "g.unpriced_calls AS x_UnpricedCalls",
    "g.no_usage_calls AS x_NoUsageCalls",
  ];
}
