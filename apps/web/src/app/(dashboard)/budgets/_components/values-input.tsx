"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useId, useState } from "react";
import { TextField } from "#components/ui/field.tsx";
import { valueLabel } from "#lib/scope/dimensions.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useDebounced } from "#lib/use-debounced.ts";
import { useTRPC } from "#trpc/client.tsx";

export interface ValuesInputProps {
  readonly dimension: string;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** Any of some values; real ones are offered, Enter takes what is typed. */
export function ValuesInput({ dimension, values, onChange }: ValuesInputProps) {
  const [text, setText] = useState("");
  const list = useId();
  const { project } = useScope();
  const offered = useQuery({
    ...useTRPC().scope.values.queryOptions({ project, dimension, prefix: useDebounced(text, 200) }),
    placeholderData: keepPreviousData,
  });
  const known = (offered.data ?? []).map(({ value }) => value);
  function take(value: string) {
    if (value.trim() !== "") onChange([...new Set([...values, value.trim()])]);
    setText("");
  }
  return (
    <div>
      <TextField
        label="Values"
        list={list}
        value={text}
        placeholder={values.length === 0 ? "Type and press Enter" : "One more"}
        onChange={({ target, nativeEvent }) => {
          // Chosen from the list: there is nothing left to confirm.
          const isChosen = !("inputType" in nativeEvent) || nativeEvent.inputType === "insertReplacementText";
          if (isChosen && known.includes(target.value)) take(target.value);
          else setText(target.value);
        }}
        onBlur={() => take(text)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || text === "") return;
          event.preventDefault();
          take(text);
        }}
      />
      <datalist id={list}>
        {known
          .filter((value) => value !== "")
          .map((value) => (
            <option key={value} value={value} />
          ))}
      </datalist>
      {values.length > 0 && (
        <ul className="mt-1.5 flex flex-wrap gap-1">
          {values.map((value) => (
            <li
              key={value}
              className="flex max-w-full items-center gap-1 rounded-md border bg-sunken py-0.5 pr-0.5 pl-2 text-xs"
            >
              <span className="min-w-0 truncate" title={value}>
                {valueLabel(dimension, value)}
              </span>
              <button
                type="button"
                aria-label={`Remove ${valueLabel(dimension, value)}`}
                onClick={() => onChange(values.filter((one) => one !== value))}
                className="flex size-6 items-center justify-center rounded text-ink-3 hover:bg-hover hover:text-ink"
              >
                <X size={12} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
