"use client";
import { useMemo, useState, type ReactNode } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";

const OPEN_DEPTH = 2;
const FIRST_ENTRIES = 100;
const LONG_TEXT = 1200;

/** JSON that folds, and any other text as it is. The copy has everything, also what is folded. */
export function JsonView({ text, label }: { readonly text: string; readonly label: string }) {
  const value = useMemo(() => parse(text), [text]);
  return (
    <div className="relative rounded-md border bg-sunken">
      <CopyButton text={text} label={`Copy: ${label}`} className="absolute top-1.5 right-1.5 z-10 bg-sunken" />
      <div
        role="region"
        aria-label={label}
        tabIndex={0}
        className="max-h-96 overflow-auto p-3 pr-10 font-mono text-xs leading-5"
      >
        {typeof value === "object" && value !== null ? <Node value={value} depth={0} /> : <Text text={text} />}
      </div>
    </div>
  );
}

function Node({ value, depth }: { readonly value: unknown; readonly depth: number }) {
  if (typeof value === "string") return <Text text={JSON.stringify(value)} />;
  if (typeof value !== "object" || value === null) return <span className="text-accent">{String(value)}</span>;
  const entries = Object.entries(value);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) return <span className="text-ink-3">{`${open}${close}`}</span>;
  return (
    <Folded
      summary={
        <span className="text-ink-3">
          {open}
          {entries.length} {Array.isArray(value) ? "items" : "fields"}
          {close}
        </span>
      }
      isOpen={depth < OPEN_DEPTH && entries.length <= FIRST_ENTRIES}
    >
      <Entries entries={entries} depth={depth} isList={Array.isArray(value)} />
    </Folded>
  );
}

interface EntriesProps {
  readonly entries: readonly (readonly [string, unknown])[];
  readonly depth: number;
  readonly isList: boolean;
}

function Entries({ entries, depth, isList }: EntriesProps) {
  const [count, setCount] = useState(FIRST_ENTRIES);
  return (
    <ul className="border-l pl-3">
      {entries.slice(0, count).map(([key, value]) => (
        <li key={key} className="min-w-0">
          <span className={isList ? "text-ink-3" : "text-ink-2"}>{key}: </span>
          <Node value={value} depth={depth + 1} />
        </li>
      ))}
      {entries.length > count && (
        <li>
          <button type="button" className="underline" onClick={() => setCount(count + 10 * FIRST_ENTRIES)}>
            {entries.length - count} more
          </button>
        </li>
      )}
    </ul>
  );
}

/** What is folded is not drawn. */
function Folded({
  summary,
  isOpen,
  children,
}: {
  readonly summary: ReactNode;
  readonly isOpen: boolean;
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useState(isOpen);
  return (
    <details
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      className="inline-block max-w-full align-top"
    >
      <summary className="hover:text-ink">{summary}</summary>
      {open && children}
    </details>
  );
}

function Text({ text }: { readonly text: string }) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole || text.length <= LONG_TEXT ? text : `${text.slice(0, LONG_TEXT)}…`;
  return (
    <span className="break-words whitespace-pre-wrap">
      {shown}
      {shown.length < text.length && (
        <button type="button" className="ml-1 underline" onClick={() => setIsWhole(true)}>
          show all {text.length} characters
        </button>
      )}
    </span>
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
