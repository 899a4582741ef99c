"use client";
import { useQueryStates } from "nuqs";
import { PageHeader } from "#components/shell/page-header.tsx";
import { EvidenceDialog } from "./_components/evidence-dialog.tsx";
import { FoundTraces } from "./_components/found-traces.tsx";
import { OpenTraces } from "./_components/open-traces.tsx";
import { Thresholds } from "./_components/thresholds.tsx";
import { agentsParams } from "./search-params.ts";

/** Is something running away now? */
export function AgentsView() {
  const [{ trace }, setOwn] = useQueryStates(agentsParams, { history: "push" });
  const open = (traceId: string | null) => void setOwn({ trace: traceId });
  return (
    <>
      <PageHeader title="Agents" scope="range" />
      <div className="space-y-4 p-4 sm:p-6">
        <OpenTraces onOpen={open} />
        <FoundTraces onOpen={open} />
        <Thresholds />
      </div>
      {trace !== null && <EvidenceDialog traceId={trace} onClose={() => open(null)} />}
    </>
  );
}
