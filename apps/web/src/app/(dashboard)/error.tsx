"use client";
import { ErrorState } from "#components/ui/error-state.tsx";

export default function PageError({ error, reset }: { readonly error: Error; readonly reset: () => void }) {
  return (
    <ErrorState
      what="this page"
      error={{ message: error.message || "Something failed while drawing it." }}
      onRetry={reset}
    />
  );
}
