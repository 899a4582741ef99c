"use client";
import type { TraceSpan } from "@spanledger/clickhouse";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { SpanAttributes } from "./span-attributes.tsx";
import { SpanCost } from "./span-cost.tsx";
import { SpanMessages } from "./span-messages.tsx";

const TABS = [
  { value: "cost", label: "Cost" },
  { value: "messages", label: "Messages" },
  { value: "attributes", label: "Attributes" },
] as const;

export function SpanDetail({ span }: { readonly span: TraceSpan }) {
  const [tab, setTab] = useState<(typeof TABS)[number]["value"]>("cost");
  return (
    <section aria-label={`Span ${span.name}`} className="min-w-0 rounded-lg border bg-surface xl:sticky xl:top-16">
      <header className="space-y-2 border-b p-4">
        <div className="flex items-start gap-2">
          <h2 className="min-w-0 flex-1 font-medium break-words">{span.name}</h2>
          {span.status === "error" && <Badge tone="bad">{span.errorType || "failed"}</Badge>}
        </div>
        <Segmented label="Details" value={tab} options={TABS} onChange={setTab} />
      </header>
      <div className="max-h-[70vh] overflow-y-auto p-4">
        {tab === "cost" && <SpanCost span={span} />}
        {tab === "messages" && <SpanMessages span={span} />}
        {tab === "attributes" && <SpanAttributes span={span} />}
      </div>
    </section>
  );
}
