"use client";
import { useQuery } from "@tanstack/react-query";
import { Menu } from "lucide-react";
import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { useState, type ReactNode } from "react";
import { Dialog as Radix, Tooltip } from "radix-ui";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { CommandPalette } from "./command-palette.tsx";
import { DemoBanner } from "./demo-banner.tsx";
import { Logo } from "./logo.tsx";
import { Sidebar } from "./sidebar.tsx";
import { UnknownProject } from "./unknown-project.tsx";
import { useHotkeys } from "./use-hotkeys.ts";

// Seldom needed, so not a part of every page.
const FirstRun = dynamic(() => import("#components/first-run/first-run.tsx").then((module) => module.FirstRun));
const KeyboardHelp = dynamic(() => import("./keyboard-help.tsx").then((module) => module.KeyboardHelp), { ssr: false });

export function AppShell({ children }: { readonly children: ReactNode }) {
  const [help, setHelp] = useState(false);
  const [palette, setPalette] = useState(false);
  useHotkeys({ "?": () => setHelp(true), "mod+k": () => setPalette((open) => !open) });
  return (
    <Tooltip.Provider>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-ink px-3 py-2 text-canvas focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <div className="lg:grid lg:grid-cols-[13.5rem_minmax(0,1fr)]">
        <aside className="sticky top-0 hidden h-dvh border-r bg-sunken lg:block">
          <Sidebar onHelp={() => setHelp(true)} />
        </aside>
        <MobileBar onHelp={() => setHelp(true)} />
        <main id="content" tabIndex={-1} className="min-w-0 outline-none">
          <Body>{children}</Body>
        </main>
      </div>
      <CommandPalette open={palette} onOpenChange={setPalette} />
      {help && <KeyboardHelp open onOpenChange={setHelp} />}
    </Tooltip.Provider>
  );
}

/** An unknown project and one without spans have pages of their own; settings and budgets work without spans. */
function Body({ children }: { readonly children: ReactNode }) {
  const pathname = usePathname();
  const { project } = useScope();
  const workspace = useQuery(useTRPC().workspace.get.queryOptions());
  if (workspace.error)
    return <ErrorState what="your projects" error={workspace.error} onRetry={() => void workspace.refetch()} />;
  if (!workspace.data) return null;
  const current = workspace.data.projects.find(({ id }) => id === project);
  if (!current) return <UnknownProject id={project} />;
  if (!current.hasSpans && !/^\/(settings|budgets)/.test(pathname)) return <FirstRun />;
  return (
    <>
      {current.isDemo && <DemoBanner />}
      {children}
    </>
  );
}

function MobileBar({ onHelp }: { readonly onHelp: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="flex h-12 items-center justify-between border-b bg-sunken px-4 lg:hidden">
      <Logo />
      <Radix.Root open={open} onOpenChange={setOpen}>
        <Radix.Trigger asChild>
          <Button variant="quiet" size="icon" aria-label="Open menu">
            <Menu size={16} aria-hidden />
          </Button>
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Overlay className="fixed inset-0 z-40 bg-black/40" />
          <Radix.Content
            aria-describedby={undefined}
            className="fixed inset-y-0 left-0 z-50 w-64 border-r bg-sunken outline-none"
          >
            <Radix.Title className="sr-only">Menu</Radix.Title>
            <Sidebar onNavigate={() => setOpen(false)} onHelp={onHelp} />
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </div>
  );
}
