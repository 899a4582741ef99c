import type { useTraceChange } from "./use-trace-change.ts";

/** Why a halt or a release did not happen. */
export function ChangeError({ change }: { readonly change: ReturnType<typeof useTraceChange> }) {
  if (!change.error) return null;
  return (
    <p role="alert" className="px-4 pb-3 text-bad">
      {change.error.message}
    </p>
  );
}
