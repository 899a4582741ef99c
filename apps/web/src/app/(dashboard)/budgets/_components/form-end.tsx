"use client";
import type { Problem } from "@spanledger/alerts";
import { Button } from "#components/ui/button.tsx";

export interface FormEndProps {
  readonly problems: readonly Problem[];
  readonly error: string | undefined;
  readonly isPending: boolean;
  readonly save: string;
  readonly onCancel: () => void;
}

/** What is wrong, in the sentences of the API, and the buttons. */
export function FormEnd({ problems, error, isPending, save, onCancel }: FormEndProps) {
  const sentences = [...new Set([...problems.map(({ message }) => message), ...(error === undefined ? [] : [error])])];
  return (
    <>
      {sentences.length > 0 && (
        <div role="alert" className="space-y-0.5 text-bad">
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="solid" disabled={isPending}>
          {save}
        </Button>
      </div>
    </>
  );
}
