import { pause, READ_KEY } from "./stack.ts";

export interface CostRow {
  readonly tenant?: string;
  readonly feature?: string;
  readonly calls: number | string;
  readonly cost_usd: string | null;
  readonly unpriced_calls: number | string;
  readonly input_uncached_tokens: number | string;
  readonly output_tokens: number | string;
}

export interface Page<Row> {
  readonly data: readonly Row[];
  readonly next_cursor: string | null;
}

/** GET on the read API with the read key; `query` may name `from` and `to`, which are the last day otherwise. */
export async function read<Row>(
  webUrl: string,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<Page<Row>> {
  const url = new URL(path, webUrl);
  const period = {
    from: new Date(Date.now() - 86_400_000).toISOString(),
    to: new Date(Date.now() + 60_000).toISOString(),
  };
  for (const [name, value] of Object.entries({ ...period, ...query })) url.searchParams.set(name, value);
  const response = await fetch(url, { headers: { authorization: `Bearer ${READ_KEY}` } });
  if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Page<Row>;
}

/** Asks again until the project has `calls` calls in all, because loading takes up to a second. */
export async function costsOnceLoaded(webUrl: string, calls: number, groupBy = "tenant"): Promise<readonly CostRow[]> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const { data } = await read<CostRow>(webUrl, "/api/v1/costs", { groupBy });
    const found = data.reduce((sum, row) => sum + Number(row.calls), 0);
    if (found >= calls) return data;
    if (Date.now() > deadline) throw new Error(`${found} of ${calls} calls are visible after 20 s`);
    await pause(100);
  }
}
