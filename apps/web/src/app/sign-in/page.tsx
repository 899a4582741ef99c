import type { Metadata } from "next";
import { Logo } from "#components/shell/logo.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/field.tsx";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({
  searchParams,
}: {
  readonly searchParams: Promise<Record<string, string | undefined>>;
}) {
  const { problem, next } = await searchParams;
  return (
    <main className="grid min-h-dvh place-items-center p-4">
      <form action="/api/session" method="post" className="w-full max-w-sm space-y-4 rounded-xl border bg-surface p-6">
        <Logo />
        <p className="text-ink-2">
          This server is reachable from the network, so its pages ask for a key. A read key shows everything, an admin
          key can also change settings.
        </p>
        <input type="hidden" name="next" value={next ?? "/"} />
        <TextField
          label="Read or admin key"
          name="key"
          type="password"
          required
          autoFocus
          placeholder="sl_…"
          autoComplete="current-password"
          error={problem ? "That key is unknown, revoked, or only good for ingest." : undefined}
        />
        <button type="submit" className={`${buttonClass("solid")} w-full`}>
          Sign in
        </button>
      </form>
    </main>
  );
}
