import type { ReactNode } from "react";

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="space-y-3">
      <h2 className="border-b pb-1 font-medium text-ink-2">{title}</h2>
      {children}
    </section>
  );
}
