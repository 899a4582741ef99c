"use client";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { useScopedHref } from "#components/shell/scoped-link.tsx";
import { VirtualList, type VirtualListProps } from "#components/table/virtual-list.tsx";
import { callKey } from "#lib/calls/use-live-calls.ts";
import { CallCard, callColumns, type ShownCall } from "./call-columns.tsx";

type Own = "label" | "columns" | "rowKey" | "card" | "onOpen";

export interface CallListProps extends Omit<VirtualListProps<ShownCall>, Own> {
  readonly timeZone: string;
}

/** The rows of the list of calls, however many. */
export function CallList({ timeZone, ...props }: CallListProps) {
  const columns = useMemo(() => callColumns(timeZone), [timeZone]);
  const router = useRouter();
  const scoped = useScopedHref();
  return (
    <VirtualList
      label="Calls"
      columns={columns}
      rowKey={callKey}
      card={(call) => <CallCard call={call} timeZone={timeZone} />}
      onOpen={({ traceId, spanId }) => router.push(scoped(`/traces/${traceId}?span=${spanId}`))}
      {...props}
    />
  );
}
