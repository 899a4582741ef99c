import { FileQuestion } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "#components/ui/button.tsx";
import { StateMessage } from "#components/ui/state-message.tsx";

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <StateMessage
        icon={FileQuestion}
        title="There is no such page"
        action={
          <Link href="/" className={buttonClass("solid")}>
            Go to the overview
          </Link>
        }
      >
        Check the address, or start from the overview.
      </StateMessage>
    </main>
  );
}
