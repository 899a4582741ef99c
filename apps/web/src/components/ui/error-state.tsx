"use client";
import { TriangleAlert } from "lucide-react";
import { Button } from "./button.tsx";
import { StateMessage } from "./state-message.tsx";

/** A failed query says so and offers a retry; it never looks like a zero. */
export function ErrorState({
  what,
  error,
  onRetry,
}: {
  readonly what: string;
  readonly error: { readonly message: string };
  readonly onRetry: () => void;
}) {
  return (
    <div role="alert">
      <StateMessage
        icon={TriangleAlert}
        title={`Could not load ${what}`}
        action={<Button onClick={onRetry}>Try again</Button>}
      >
        {error.message}
      </StateMessage>
    </div>
  );
}
