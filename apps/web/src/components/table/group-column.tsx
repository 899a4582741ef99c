import { ScopedLink } from "#components/shell/scoped-link.tsx";
import type { Column } from "#components/table/column.ts";
import { groupLabel } from "#lib/charts/spend-chart-model.ts";
import { callsHref } from "#lib/scope/calls-href.ts";
import { dimensionLabel } from "#lib/scope/dimensions.ts";

/** The title of a table by dimensions: the group's name, which leads to its calls. */
export function groupColumn<Row extends { readonly keys: readonly string[] }>(
  by: readonly string[],
  filters: readonly string[],
): Column<Row> {
  return {
    id: "name",
    header: by.map(dimensionLabel).join(" / "),
    isTitle: true,
    cell: ({ keys }) => (
      <ScopedLink
        href={callsHref({ by, keys, filters })}
        title="Show the calls"
        className="block max-w-72 truncate font-medium hover:underline"
      >
        {groupLabel(by, keys)}
      </ScopedLink>
    ),
    sortValue: ({ keys }) => groupLabel(by, keys),
  };
}
