import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** What stands in place of data: nothing here, something failed, nobody knows. One sentence and one way on. */
export function StateMessage({
  icon: Icon,
  title,
  children,
  action,
}: {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center justify-center gap-2 px-6 py-12 text-center">
      <Icon size={20} className="text-ink-3" aria-hidden />
      <p className="font-medium text-ink">{title}</p>
      {children !== undefined && <div className="max-w-md text-ink-2">{children}</div>}
      {action !== undefined && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
