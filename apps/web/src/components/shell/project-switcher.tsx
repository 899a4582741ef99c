"use client";
import { useQuery } from "@tanstack/react-query";
import { Check, ChevronsUpDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { DEFAULT_RANGE } from "#lib/time/range.ts";
import { useTRPC } from "#trpc/client.tsx";

/** Filters belong to one project's values, so switching drops them and keeps the range. */
export function ProjectSwitcher() {
  const [open, setOpen] = useState(false);
  const { project, params } = useScope();
  const router = useRouter();
  const workspace = useQuery(useTRPC().workspace.get.queryOptions());
  const current = workspace.data?.projects.find(({ id }) => id === project);
  function choose(id: string) {
    setOpen(false);
    router.push(`/?project=${encodeURIComponent(id)}${params.range === DEFAULT_RANGE ? "" : `&range=${params.range}`}`);
  }
  return (
    <Popover
      label="Projects"
      open={open}
      onOpenChange={setOpen}
      className="w-72"
      trigger={
        <button
          type="button"
          className="flex min-h-9 w-full items-center gap-2 rounded-md border bg-surface px-2.5 py-1.5 text-left hover:bg-hover"
        >
          <span className="sr-only">Project: </span>
          <span className="line-clamp-2 min-w-0 flex-1 font-medium break-words" title={current?.name}>
            {current?.name ?? project}
          </span>
          {current?.isDemo && !saysDemo(current.name) && <Badge>Demo</Badge>}
          <ChevronsUpDown size={14} className="text-ink-3" aria-hidden />
        </button>
      }
    >
      <ul>
        {workspace.data?.projects.map(({ id, name, isDemo, hasSpans }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => choose(id)}
              className="flex min-h-8 w-full items-center gap-2 rounded-md px-2 py-1 text-left hover:bg-hover"
            >
              <Check size={14} className={id === project ? "text-ink" : "invisible"} aria-hidden />
              <span className="min-w-0 flex-1 break-words">{name}</span>
              {isDemo && !saysDemo(name) ? (
                <Badge>Demo</Badge>
              ) : hasSpans ? null : (
                <span className="text-xs text-ink-3">no data yet</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </Popover>
  );
}

function saysDemo(name: string): boolean {
  return /^demo\b/i.test(name);
}
