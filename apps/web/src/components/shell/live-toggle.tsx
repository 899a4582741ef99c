"use client";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#lib/class-names.ts";
import { useScope } from "#lib/scope/use-scope.ts";

/** Live asks again every five seconds instead of every thirty; the list of calls gets new ones as they come. */
export function LiveToggle() {
  const { params, setParams } = useScope();
  return (
    <Button
      variant={params.live ? "outline" : "quiet"}
      aria-pressed={params.live}
      title={params.live ? "Refreshes every 5 seconds" : "Refreshes every 30 seconds; click for every 5"}
      onClick={() => void setParams({ live: !params.live })}
    >
      <span aria-hidden className={cn("size-1.5 rounded-full", params.live ? "bg-good" : "bg-ink-3")} />
      Live
    </Button>
  );
}
