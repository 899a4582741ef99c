"use client";
import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { useTheme } from "next-themes";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { DIMENSION_LABELS, DIMENSION_NAMES } from "#lib/scope/dimensions.ts";
import { formatFilterToken } from "#lib/scope/filter-token.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { PRESET_LABELS, PRESETS } from "#lib/time/range.ts";
import { useTRPC } from "#trpc/client.tsx";
import { NAV_ITEMS, SETTINGS_ITEMS } from "./nav-items.ts";
import { useScopedHref } from "./scoped-link.tsx";

const ITEM = "flex h-9 items-center gap-2 rounded-md px-2.5 aria-selected:bg-hover";
const GROUP =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3";

export function CommandPaletteContent({ onClose }: { readonly onClose: () => void }) {
  const [search, setSearch] = useState("");
  const router = useRouter();
  const scoped = useScopedHref();
  const go = (href: string) => {
    onClose();
    router.push(scoped(href));
  };
  const traceId = /^[0-9a-f]{32}$/i.test(search.trim()) ? search.trim().toLowerCase() : null;
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      label="Go anywhere"
      loop
      overlayClassName="fixed inset-0 z-40 bg-black/40"
      contentClassName="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-lg -translate-x-1/2 overflow-hidden rounded-xl border bg-raised shadow-pop"
    >
      <Command.Input
        autoFocus
        value={search}
        onValueChange={setSearch}
        placeholder="Go to a page, filter, range, or paste a trace id"
        className="h-12 w-full border-b bg-transparent px-4 text-sm outline-none"
      />
      <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
        <Command.Empty className="px-4 py-8 text-center text-ink-2">Nothing by that name.</Command.Empty>
        {traceId && (
          <Command.Item forceMount className={ITEM} value={search} onSelect={() => go(`/traces/${traceId}`)}>
            Open trace <span className="font-mono text-xs">{traceId.slice(0, 12)}…</span>
          </Command.Item>
        )}
        <Command.Group heading="Pages" className={GROUP}>
          {[
            ...NAV_ITEMS.slice(0, -1),
            ...SETTINGS_ITEMS.map((item) => ({ ...item, label: `Settings: ${item.label}` })),
          ].map(({ href, label }) => (
            <Command.Item key={href} className={ITEM} onSelect={() => go(href)}>
              {label}
            </Command.Item>
          ))}
        </Command.Group>
        <ScopeCommands search={search} onClose={onClose} />
        <ThemeCommands onClose={onClose} />
      </Command.List>
    </Command.Dialog>
  );
}

function ScopeCommands({ search, onClose }: { readonly search: string; readonly onClose: () => void }) {
  const { params, setParams, project } = useScope();
  const trpc = useTRPC();
  const wanted = search.trim();
  const found = useQuery({ ...trpc.scope.search.queryOptions({ project, text: wanted }), enabled: wanted.length >= 2 });
  return (
    <>
      <Command.Group heading="Time range" className={GROUP}>
        {PRESETS.map((range) => (
          <Command.Item
            key={range}
            className={ITEM}
            onSelect={() => {
              onClose();
              void setParams({ range });
            }}
          >
            {PRESET_LABELS[range]}
          </Command.Item>
        ))}
      </Command.Group>
      <Command.Group heading="Costs by" className={GROUP}>
        {DIMENSION_NAMES.map((name) => (
          <GroupByItem key={name} name={name} onClose={onClose} />
        ))}
      </Command.Group>
      {found.data && found.data.length > 0 && (
        <Command.Group heading="Filter" className={GROUP}>
          {found.data.map(({ dimension, value }) => (
            <Command.Item
              key={`${dimension}:${value}`}
              value={`filter ${dimension} ${value}`}
              className={ITEM}
              onSelect={() => {
                onClose();
                void setParams({ f: [...params.f, formatFilterToken({ dimension, value, exclude: false })] });
              }}
            >
              <span className="text-ink-3">{dimension}</span> {value}
            </Command.Item>
          ))}
        </Command.Group>
      )}
    </>
  );
}

function GroupByItem({
  name,
  onClose,
}: {
  readonly name: keyof typeof DIMENSION_LABELS;
  readonly onClose: () => void;
}) {
  const router = useRouter();
  const scoped = useScopedHref();
  return (
    <Command.Item
      className={ITEM}
      value={`Costs by ${DIMENSION_LABELS[name]}`}
      onSelect={() => {
        onClose();
        router.push(scoped(`/costs?by=${name}`));
      }}
    >
      Costs by {DIMENSION_LABELS[name].toLowerCase()}
    </Command.Item>
  );
}

function ThemeCommands({ onClose }: { readonly onClose: () => void }) {
  const { setTheme } = useTheme();
  return (
    <Command.Group heading="Colour theme" className={GROUP}>
      {["Light", "Dark", "System"].map((name) => (
        <Command.Item
          key={name}
          value={`Theme ${name}`}
          className={ITEM}
          onSelect={() => {
            onClose();
            setTheme(name.toLowerCase());
          }}
        >
          {name} theme
        </Command.Item>
      ))}
    </Command.Group>
  );
}
