import { cn } from "#lib/class-names.ts";

export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden className={cn("skeleton", className)} />;
}
