"use client";
import type { SpanContent, TraceSpan } from "@spanledger/clickhouse";
import { useQuery } from "@tanstack/react-query";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { cn } from "#lib/class-names.ts";
import { pretty, readMessages, type Message } from "#lib/calls/read-messages.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

/** The conversation, tool data and documents of a span. Asked for only when opened. */
export function SpanMessages({ span }: { readonly span: TraceSpan }) {
  const { project } = useScope();
  const content = useQuery(
    useTRPC().calls.content.queryOptions({ project, traceId: span.traceId, spanId: span.spanId }),
  );
  if (content.error)
    return <ErrorState what="the messages" error={content.error} onRetry={() => void content.refetch()} />;
  if (content.isPending) return <Skeleton className="h-40 w-full" />;
  if (content.data === null)
    return (
      <p className="text-ink-2">This span carries no messages. Many instrumentations send them only when told to.</p>
    );
  return <Conversation content={content.data} />;
}

function Conversation({ content }: { readonly content: SpanContent }) {
  const messages = [
    ...readMessages(content.systemInstructions, "system"),
    ...readMessages(content.inputMessages, "user"),
    ...readMessages(content.outputMessages, "assistant"),
  ];
  const blocks = [
    ["Tool arguments", content.toolArguments],
    ["Tool result", content.toolResult],
    ["Documents", content.documents],
    ["Tool definitions", content.toolDefinitions],
    ["Status", content.statusMessage],
    ["Other content", content.other],
  ] as const;
  return (
    <div className="space-y-4">
      {messages.map((message, index) => (
        <Bubble key={index} message={message} />
      ))}
      {blocks
        .filter(([, text]) => text !== "")
        .map(([label, text]) => (
          <div key={label}>
            <h3 className="mb-1 text-xs font-medium text-ink-2">{label}</h3>
            <CodeBlock text={pretty(text)} />
          </div>
        ))}
    </div>
  );
}

function Bubble({ message }: { readonly message: Message }) {
  return (
    <article
      className={cn("rounded-md border px-3 py-2", message.role === "assistant" ? "bg-accent-soft" : "bg-sunken")}
    >
      <h3 className="mb-1 text-2xs font-medium text-ink-2">{message.role}</h3>
      <div className="space-y-2">
        {message.parts.map((part, index) =>
          part.kind === "text" ? (
            <p key={index} className="break-words whitespace-pre-wrap">
              {part.text}
            </p>
          ) : (
            <div key={index}>
              <p className="text-xs text-ink-2">
                {part.kind === "toolCall"
                  ? `calls ${part.title}`
                  : part.kind === "toolResult"
                    ? `result of ${part.title}`
                    : part.title}
              </p>
              <pre className="overflow-x-auto font-mono text-xs">{part.text}</pre>
            </div>
          ),
        )}
      </div>
    </article>
  );
}
