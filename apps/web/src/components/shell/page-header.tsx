"use client";
import { Search } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { CompareToggle } from "./compare-toggle.tsx";
import { CurrencyMenu } from "./currency-menu.tsx";
import { EnvironmentMenu } from "./environment-menu.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { LiveToggle } from "./live-toggle.tsx";
import { MissingRate } from "./missing-rate.tsx";
import { PartialRange } from "./partial-range.tsx";
import { RangePicker } from "./range-picker.tsx";

export interface PageHeaderProps {
  readonly title: ReactNode;
  readonly actions?: ReactNode;
  /** Which shared controls make sense here. */
  readonly scope?: "all" | "range" | "none";
}

/** The one header of every page: what is looked at, over which time, through which filters. */
export function PageHeader({ title, actions, scope = "all" }: PageHeaderProps) {
  return (
    <header className="sticky top-0 z-30 border-b bg-canvas/95 backdrop-blur-sm supports-[backdrop-filter]:bg-canvas/85">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5 sm:px-6">
        <h1 className="mr-auto min-w-0 truncate text-[0.9375rem] font-semibold tracking-tight">{title}</h1>
        {actions}
        {scope !== "none" && (
          <div className="flex items-center gap-1.5">
            <LiveToggle />
            <CurrencyMenu />
          </div>
        )}
        <PaletteButton />
      </div>
      {scope !== "none" && (
        <div className="flex flex-wrap items-center gap-1.5 px-4 pb-2.5 sm:px-6">
          <RangePicker />
          {scope === "all" && (
            <>
              <CompareToggle />
              <EnvironmentMenu />
              <FilterBar />
            </>
          )}
        </div>
      )}
      {scope !== "none" && <MissingRate />}
      {scope !== "none" && <PartialRange />}
    </header>
  );
}

function PaletteButton() {
  return (
    <Button
      variant="quiet"
      onClick={() => window.dispatchEvent(new KeyboardEvent("keydown", { key: "k", metaKey: true }))}
    >
      <Search size={14} aria-hidden />
      <span className="sr-only">Go anywhere</span>
      <span className="max-sm:hidden">
        <Kbd>⌘K</Kbd>
      </span>
    </Button>
  );
}
