import { FolderX } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "#components/ui/button.tsx";
import { StateMessage } from "#components/ui/state-message.tsx";

export function UnknownProject({ id }: { readonly id: string }) {
  return (
    <StateMessage
      icon={FolderX}
      title={`There is no project “${id}” here`}
      action={
        <Link href="/" className={buttonClass("solid")}>
          Go to the overview
        </Link>
      }
    >
      The link may come from another installation, or the project was deleted. Pick another one in the project switcher.
    </StateMessage>
  );
}
