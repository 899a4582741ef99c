"use client";
import { X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { SelectField } from "#components/ui/field.tsx";
import { DIMENSION_NAMES, dimensionLabel } from "#lib/scope/dimensions.ts";
import type { FilterDraft, ScopeDraft } from "./scope-draft.ts";
import { ValuesInput } from "./values-input.tsx";

export interface ScopeFieldsProps {
  readonly value: ScopeDraft;
  readonly error: string | undefined;
  readonly onChange: (scope: ScopeDraft) => void;
}

/** The whole project, the calls that pass filters, or each value of a dimension. */
export function ScopeFields({ value, error, onChange }: ScopeFieldsProps) {
  const { kind, dimension, filters } = value;
  const setFilter = (at: number, filter: FilterDraft) =>
    onChange({ ...value, filters: filters.map((one, index) => (index === at ? filter : one)) });
  const add = () => onChange({ ...value, filters: [...filters, { dimension: "feature", op: "in", values: [] }] });
  return (
    <fieldset className="space-y-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          label="About"
          value={kind}
          error={error}
          onChange={({ target }) => {
            const next = target.value as ScopeDraft["kind"];
            const isBare = next === "filters" && filters.length === 0;
            onChange({
              ...value,
              kind: next,
              filters: isBare ? [{ dimension: "feature", op: "in", values: [] }] : filters,
            });
          }}
        >
          <option value="project">the whole project</option>
          <option value="filters">calls that match filters</option>
          <option value="each">each value of a dimension</option>
        </SelectField>
        {kind === "each" && (
          <SelectField
            label="Each"
            value={dimension}
            onChange={({ target }) => onChange({ ...value, dimension: target.value })}
          >
            <DimensionOptions current={dimension} />
          </SelectField>
        )}
      </div>
      {kind !== "project" &&
        filters.map((filter, index) => (
          <FilterRow
            // oxlint-disable-next-line react/no-array-index-key -- rows have no other identity while they are typed
            key={index}
            filter={filter}
            onChange={(next) => setFilter(index, next)}
            onRemove={() => onChange({ ...value, filters: filters.filter((_, at) => at !== index) })}
          />
        ))}
      {kind !== "project" && (
        <Button variant="quiet" onClick={add}>
          Add a filter
        </Button>
      )}
    </fieldset>
  );
}

interface FilterRowProps {
  readonly filter: FilterDraft;
  readonly onChange: (filter: FilterDraft) => void;
  readonly onRemove: () => void;
}

function FilterRow({ filter, onChange, onRemove }: FilterRowProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_5.5rem_2rem] items-start gap-2 sm:grid-cols-[9rem_5.5rem_minmax(0,1fr)_2rem]">
      <SelectField
        label="Filter"
        value={filter.dimension}
        onChange={({ target }) => onChange({ ...filter, dimension: target.value, values: [] })}
      >
        <DimensionOptions current={filter.dimension} />
      </SelectField>
      <SelectField
        label="Is or is not"
        value={filter.op}
        onChange={({ target }) => onChange({ ...filter, op: target.value as FilterDraft["op"] })}
      >
        <option value="in">is</option>
        <option value="not_in">is not</option>
      </SelectField>
      <div className="max-sm:order-last max-sm:col-span-3">
        <ValuesInput
          dimension={filter.dimension}
          values={filter.values}
          onChange={(values) => onChange({ ...filter, values })}
        />
      </div>
      <Button size="icon" variant="quiet" aria-label="Remove this filter" className="mt-5" onClick={onRemove}>
        <X size={14} aria-hidden />
      </Button>
    </div>
  );
}

/** An attribute that came from an address stays choosable. */
function DimensionOptions({ current }: { readonly current: string }) {
  const names: readonly string[] = DIMENSION_NAMES;
  return (
    <>
      {[...names, ...(names.includes(current) ? [] : [current])].map((name) => (
        <option key={name} value={name}>
          {dimensionLabel(name)}
        </option>
      ))}
    </>
  );
}
