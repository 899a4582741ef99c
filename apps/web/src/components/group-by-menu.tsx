"use client";
import { MenuSelect, type MenuOption } from "#components/ui/menu-select.tsx";
import { DIMENSION_LABELS, DIMENSION_NAMES, dimensionLabel } from "#lib/scope/dimensions.ts";
import type { GroupBy } from "#lib/scope/group-by-of.ts";
import { AttributeSearch } from "./attribute-search.tsx";

const PROMPT_PAIR = "prompt_name,prompt_version";
const NOTHING = "";

/** Who and what to add up by: one dimension, then perhaps a second. */
export function GroupByMenu({
  by,
  onChange,
}: {
  readonly by: readonly GroupBy[];
  readonly onChange: (by: GroupBy[]) => void;
}) {
  const [first = "feature", second] = by;
  const isPair = first === "prompt_name" && second === "prompt_version";
  function chooseFirst(value: string) {
    if (value === PROMPT_PAIR) onChange(["prompt_name", "prompt_version"]);
    else onChange(second && second !== value && !isPair ? [value as GroupBy, second] : [value as GroupBy]);
  }
  const chooseSecond = (value: string) => onChange(value === NOTHING ? [first] : [first, value as GroupBy]);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-ink-2" aria-hidden>
        Group by
      </span>
      <MenuSelect
        label="Group by"
        value={isPair ? PROMPT_PAIR : first}
        options={[...dimensions(), { value: PROMPT_PAIR, label: "Prompt and version" }]}
        {...shownFor(first)}
        onChange={chooseFirst}
        more={(close) => <AttributeSearch onPick={(key) => (close(), chooseFirst(`attr:${key}`))} />}
      />
      <span className="text-ink-2" aria-hidden>
        then
      </span>
      <MenuSelect
        label="Then by"
        value={second ?? NOTHING}
        options={[{ value: NOTHING, label: "nothing else" }, ...dimensions(first)]}
        {...(second ? shownFor(second) : {})}
        onChange={chooseSecond}
        more={(close) => <AttributeSearch onPick={(key) => (close(), chooseSecond(`attr:${key}`))} />}
      />
    </div>
  );
}

function dimensions(without?: GroupBy): MenuOption[] {
  return DIMENSION_NAMES.filter((name) => name !== without).map((name) => ({
    value: name,
    label: DIMENSION_LABELS[name],
  }));
}

function shownFor(by: GroupBy): { readonly shown: string } | Record<never, never> {
  return by.startsWith("attr:") ? { shown: dimensionLabel(by) } : {};
}
