"use client";
import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

const KEYS = [
  [["⌘", "K"], "Go anywhere (Ctrl K on Windows and Linux)"],
  [["/"], "Search or filter on this page"],
  [["j"], "Next row"],
  [["k"], "Previous row"],
  [["Enter"], "Open the row"],
  [["Esc"], "Close, or clear the row"],
  [["?"], "This list"],
] as const;

export function KeyboardHelp(props: { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog title="Keyboard" className="max-w-sm" {...props}>
      <dl className="space-y-2">
        {KEYS.map(([keys, does]) => (
          <div key={does} className="flex items-center justify-between gap-4">
            <dd className="order-1 text-ink-2">{does}</dd>
            <dt className="order-2 flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
