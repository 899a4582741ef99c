"use client";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

export interface RevokeDialogProps {
  readonly name: string;
  readonly error: string | undefined;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

export function RevokeDialog({ name, error, onClose, onConfirm }: RevokeDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Revoke “${name}”?`}
      description="Whatever uses it is refused from the next request on. This cannot be undone."
    >
      {error && (
        <p role="alert" className="mb-3 text-bad">
          {error}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button variant="danger" onClick={onConfirm}>
          Revoke
        </Button>
      </div>
    </Dialog>
  );
}
