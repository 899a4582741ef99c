"use client";
import { useState } from "react";
import { DIMENSION_LABELS, DIMENSION_NAMES, dimensionLabel } from "#lib/scope/dimensions.ts";
import type { GroupBy } from "#lib/scope/group-by-of.ts";

const SELECT = "h-8 max-w-44 rounded-md border border-line-strong bg-surface px-2 font-medium hover:bg-hover";
const PROMPT_PAIR = "prompt_name,prompt_version";

/** Who and what to add up by: one dimension, then perhaps a second. */
export function GroupByMenu({
  by,
  onChange,
}: {
  readonly by: readonly GroupBy[];
  readonly onChange: (by: GroupBy[]) => void;
}) {
  const [typing, setTyping] = useState<0 | 1 | null>(null);
  const [first = "feature", second] = by;
  function choose(place: 0 | 1, value: string) {
    if (value === "*attribute") return setTyping(place);
    if (value === PROMPT_PAIR) return onChange(["prompt_name", "prompt_version"]);
    if (place === 0) return onChange(second && second !== value ? [value as GroupBy, second] : [value as GroupBy]);
    onChange(value === "" ? [first] : [first, value as GroupBy]);
  }
  if (typing !== null)
    return (
      <AttributeName
        onDone={(name) => {
          setTyping(null);
          if (name) choose(typing, `attr:${name}`);
        }}
      />
    );
  return (
    <div className="flex flex-wrap items-center gap-2">
      <label htmlFor="group-by" className="text-ink-2">
        Group by
      </label>
      <select
        id="group-by"
        className={SELECT}
        value={first === "prompt_name" && second === "prompt_version" ? PROMPT_PAIR : first}
        onChange={({ target }) => choose(0, target.value)}
      >
        <Options current={first} />
        <option value={PROMPT_PAIR}>Prompt and version</option>
      </select>
      <label htmlFor="then-by" className="text-ink-2">
        then
      </label>
      <select id="then-by" className={SELECT} value={second ?? ""} onChange={({ target }) => choose(1, target.value)}>
        <option value="">nothing else</option>
        <Options current={second} without={first} />
      </select>
    </div>
  );
}

function Options({ current, without }: { readonly current: GroupBy | undefined; readonly without?: GroupBy }) {
  return (
    <>
      {current?.startsWith("attr:") && <option value={current}>{dimensionLabel(current)}</option>}
      {DIMENSION_NAMES.filter((name) => name !== without).map((name) => (
        <option key={name} value={name}>
          {DIMENSION_LABELS[name]}
        </option>
      ))}
      <option value="*attribute">Any attribute…</option>
    </>
  );
}

function AttributeName({ onDone }: { readonly onDone: (name: string | null) => void }) {
  const [name, setName] = useState("");
  const isValid = /^[\w.-]{1,200}$/.test(name);
  return (
    <form
      className="flex items-center gap-2 font-normal"
      onSubmit={(event) => {
        event.preventDefault();
        onDone(isValid ? name : null);
      }}
    >
      <label htmlFor="attribute-name" className="text-ink-2">
        Attribute
      </label>
      <input
        id="attribute-name"
        autoFocus
        value={name}
        onChange={({ target }) => setName(target.value)}
        onBlur={() => onDone(isValid ? name : null)}
        placeholder="team.name"
        spellCheck={false}
        className={`${SELECT} font-mono text-xs`}
      />
    </form>
  );
}
