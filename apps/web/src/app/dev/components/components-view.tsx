"use client";
import { Tooltip } from "radix-ui";
import { ThemeToggle } from "#components/shell/theme-toggle.tsx";
import { ChartStates } from "./_components/chart-states.tsx";
import { ControlStates } from "./_components/control-states.tsx";
import { FigureStates } from "./_components/figure-states.tsx";
import { MessageStates } from "./_components/message-states.tsx";
import { TableStates } from "./_components/table-states.tsx";
import { Tokens } from "./_components/tokens.tsx";

/** Every part of the design system in each of its states. */
export function ComponentsView() {
  return (
    <Tooltip.Provider>
      <main className="mx-auto max-w-6xl space-y-8 p-4 sm:p-6">
        <header className="flex items-center justify-between gap-4">
          <h1 className="text-base font-semibold tracking-tight">Components</h1>
          <ThemeToggle />
        </header>
        <Tokens />
        <ControlStates />
        <FigureStates />
        <MessageStates />
        <ChartStates />
        <TableStates />
      </main>
    </Tooltip.Provider>
  );
}
