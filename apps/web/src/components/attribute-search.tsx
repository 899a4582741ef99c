"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

/** Any other attribute: suggestions are keys that calls really have, and one can type a key that none has yet. */
export function AttributeSearch({ onPick }: { readonly onPick: (key: string) => void }) {
  const [text, setText] = useState("");
  const { project } = useScope();
  const found = useQuery({
    ...useTRPC().scope.attributes.queryOptions({ project, text }),
    placeholderData: keepPreviousData,
  });
  const keys = found.data ?? [];
  return (
    <div className="mt-1 border-t pt-1">
      <input
        aria-label="Any attribute"
        placeholder="Any attribute, e.g. team.name"
        value={text}
        spellCheck={false}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && /^[\w.-]{1,200}$/.test(text)) onPick(text);
        }}
        className="h-8 w-full bg-transparent px-2 outline-none"
      />
      {found.error && <p className="px-2 pb-1 text-bad">{found.error.message}</p>}
      <ul className="max-h-44 overflow-y-auto" aria-busy={found.isFetching}>
        {keys.map((key) => (
          <li key={key}>
            <button
              type="button"
              onClick={() => onPick(key)}
              className="block h-8 w-full truncate rounded-md px-2 text-left font-mono text-xs hover:bg-hover focus-visible:bg-hover"
            >
              {key}
            </button>
          </li>
        ))}
      </ul>
      {found.data?.length === 0 && text === "" && (
        <p className="px-2 pb-1.5 text-xs text-ink-3">Recent spans have no other attributes.</p>
      )}
    </div>
  );
}
