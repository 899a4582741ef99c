"use client";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

export interface ConfirmDialogProps {
  readonly title: string;
  /** What will happen, and whether it can be undone. */
  readonly description: string;
  readonly confirm: string;
  readonly keep: string;
  readonly isPending: boolean;
  readonly error: string | undefined;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, description, isPending, error, onClose, onConfirm } = props;
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title={title} description={description}>
      {error && (
        <p role="alert" className="mb-3 text-bad">
          {error}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{props.keep}</Button>
        <Button variant="danger" disabled={isPending} onClick={onConfirm}>
          {props.confirm}
        </Button>
      </div>
    </Dialog>
  );
}
