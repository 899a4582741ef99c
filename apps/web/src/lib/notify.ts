import type { ExternalToast } from "sonner";

/** A short word that something was done; loaded when first needed. */
export function notify(text: string, options?: ExternalToast): void {
  void import("sonner").then(({ toast }) => toast.success(text, options));
}
