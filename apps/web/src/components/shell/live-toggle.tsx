"use client";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#lib/class-names.ts";
import { useScope } from "#lib/scope/use-scope.ts";

/** Live asks again every five seconds. */
export function LiveToggle() {
  const { params, setParams } = useScope();
  return (
    <Button
      variant={params.live ? "outline" : "quiet"}
      aria-pressed={params.live}
      title="Refresh every 5 seconds"
      onClick={() => void setParams({ live: !params.live })}
    >
      <span aria-hidden className={cn("size-1.5 rounded-full", params.live ? "bg-good" : "bg-ink-3")} />
      Live
    </Button>
  );
}
