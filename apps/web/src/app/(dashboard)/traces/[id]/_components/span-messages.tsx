"use client";
import type { SpanContent } from "@spanledger/clickhouse";
import { useQuery } from "@tanstack/react-query";
import { Paperclip } from "lucide-react";
import { JsonView } from "#components/json/json-view.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { cn } from "#lib/class-names.ts";
import { readDocuments } from "#lib/calls/read-documents.ts";
import { readMessages, type Message, type MessagePart } from "#lib/calls/read-messages.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { DocumentList } from "./document-list.tsx";

/** The conversation, tool data and documents of a span. Asked for only when opened. */
export function SpanMessages({ traceId, spanId }: { readonly traceId: string; readonly spanId: string }) {
  const { project } = useScope();
  const content = useQuery(useTRPC().calls.content.queryOptions({ project, traceId, spanId }));
  if (content.error)
    return <ErrorState what="the messages" error={content.error} onRetry={() => void content.refetch()} />;
  if (content.isPending) return <Skeleton className="h-40 w-full" />;
  if (content.data === null)
    return (
      <p className="text-ink-2">
        This span carries no messages. Many instrumentations send them only when told to; they may also be past their
        retention, or erased.
      </p>
    );
  return <Conversation content={content.data} />;
}

function Conversation({ content }: { readonly content: SpanContent }) {
  const messages = [
    ...readMessages(content.systemInstructions, "system"),
    ...readMessages(content.inputMessages, "user"),
    ...readMessages(content.outputMessages, "assistant"),
  ];
  const documents = readDocuments(content.documents);
  const blocks = [
    ["Tool arguments", content.toolArguments],
    ["Tool result", content.toolResult],
    ["Documents", documents.length === 0 ? content.documents : ""],
    ["Tool definitions", content.toolDefinitions],
    ["Status", content.statusMessage],
    ["Other content", content.other],
  ] as const;
  return (
    <div className="space-y-4">
      {messages.map((message, index) => (
        <Bubble key={index} message={message} />
      ))}
      {documents.length > 0 && <DocumentList documents={documents} />}
      {blocks
        .filter(([, text]) => text !== "")
        .map(([label, text]) => (
          <div key={label}>
            <h3 className="mb-1 text-xs font-medium text-ink-2">{label}</h3>
            <JsonView text={text} label={label} />
          </div>
        ))}
    </div>
  );
}

const TONES: Readonly<Record<string, string>> = {
  assistant: "bg-accent-soft",
  system: "border-dashed bg-surface",
};

function Bubble({ message }: { readonly message: Message }) {
  return (
    <article
      aria-label={`Message of ${message.role}`}
      className={cn("rounded-md border px-3 py-2", TONES[message.role] ?? "bg-sunken")}
    >
      <h3 className="mb-1 text-2xs font-medium text-ink-2">{message.role}</h3>
      <div className="space-y-2">
        {message.parts.map((part, index) => (
          <Part key={index} part={part} />
        ))}
      </div>
    </article>
  );
}

function Part({ part }: { readonly part: MessagePart }) {
  const { kind, title, text } = part;
  switch (kind) {
    case "text":
      return <p className="break-words whitespace-pre-wrap">{text}</p>;
    case "reasoning":
      return (
        <details>
          <summary className="text-xs text-ink-2">Reasoning</summary>
          <p className="mt-1 break-words whitespace-pre-wrap text-ink-2">{text}</p>
        </details>
      );
    case "media":
      return (
        <p className="flex items-center gap-2 rounded-md border border-dashed px-2.5 py-2 text-xs text-ink-2">
          <Paperclip size={13} aria-hidden className="shrink-0" />
          <span className="min-w-0 break-all">
            {title}
            {text !== "" && `: ${text}`}
          </span>
        </p>
      );
    case "toolCall":
    case "toolResult":
      return (
        <div>
          <p className="mb-1 text-xs text-ink-2">
            {kind === "toolCall" ? "calls " : "result of "}
            <span className="font-mono font-medium text-ink">{title}</span>
          </p>
          {text !== "" && (
            <JsonView text={text} label={`${kind === "toolCall" ? "Arguments" : "Result"} of ${title}`} />
          )}
        </div>
      );
    case "other":
      return (
        <div>
          <p className="mb-1 text-xs text-ink-2">{title}</p>
          <JsonView text={text} label={title || "Part"} />
        </div>
      );
  }
}
