"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useState } from "react";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { SNIPPETS } from "./snippets.ts";

const LISTEN_MS = 2000;
const PLACEHOLDER = "<your ingest key>";

/** A project without spans: what to paste, and an ear on the door. */
export function FirstRun() {
  const [tab, setTab] = useState<(typeof SNIPPETS)[number]["id"]>("env");
  const { project } = useScope();
  const trpc = useTRPC();
  const status = useListening(project);
  const create = useMutation(trpc.onboarding.createKey.mutationOptions());
  const snippet = SNIPPETS.find(({ id }) => id === tab) ?? SNIPPETS[0];
  const connection = {
    endpoint: status.data?.endpoint ?? "http://127.0.0.1:4318",
    key: create.data?.key ?? PLACEHOLDER,
  };
  return (
    <>
      <PageHeader title="Connect your app" scope="none" />
      <div className="mx-auto max-w-3xl space-y-4 p-4 sm:p-6">
        <p className="text-sm text-ink-2">
          Spanledger reads OpenTelemetry. Point any instrumented app at it and each call shows up here with what it
          cost, by feature, tenant and prompt version.
        </p>
        <Card
          title="1. Make a key"
          description="Apps send with an ingest key. It is shown once, so paste it before you leave."
        >
          {create.data ? (
            <div className="flex items-center gap-2 rounded-md border bg-sunken px-3 py-2">
              <code data-testid="ingest-key" className="min-w-0 flex-1 font-mono text-xs break-all">
                {create.data.key}
              </code>
              <CopyButton text={create.data.key} label="Copy the key" />
            </div>
          ) : (
            <div className="flex flex-wrap items-center gap-3">
              <Button variant="solid" disabled={create.isPending} onClick={() => create.mutate({ project })}>
                Create an ingest key
              </Button>
              <span className="text-ink-3">or use the one printed when the server first started</span>
            </div>
          )}
          {create.error && (
            <p role="alert" className="mt-2 text-bad">
              {create.error.message}
            </p>
          )}
        </Card>
        <Card
          title="2. Paste these lines"
          description={snippet.hint}
          actions={
            <Segmented
              label="Language"
              value={tab}
              options={SNIPPETS.map(({ id, label }) => ({ value: id, label }))}
              onChange={setTab}
            />
          }
        >
          <CodeBlock text={snippet.lines(connection)} />
        </Card>
        <Card
          title="3. Say what a call is for"
          description="Set these attributes on the span, on a parent span, or in the resource. All are optional."
        >
          <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[auto_1fr]">
            {ATTRIBUTES.map(([name, meaning]) => (
              <div key={name} className="contents">
                <dt className="font-mono text-xs">{name}</dt>
                <dd className="text-ink-2">{meaning}</dd>
              </div>
            ))}
          </dl>
        </Card>
        <Listening isFailing={status.isError} />
      </div>
    </>
  );
}

const ATTRIBUTES = [
  ["feature.name", "the part of your product: support-assistant"],
  ["tenant.id", "the customer it was for"],
  ["gen_ai.prompt.name", "the prompt template"],
  ["gen_ai.prompt.version", "its version, any text"],
] as const;

/** Asks every two seconds; once a span is there everything on the page is asked again. */
function useListening(project: string) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const status = useQuery({
    ...trpc.onboarding.status.queryOptions({ project }),
    refetchInterval: LISTEN_MS,
    staleTime: 0,
  });
  const arrived = status.data?.hasSpans ?? false;
  useEffect(() => {
    if (arrived) void client.invalidateQueries();
  }, [arrived, client]);
  return status;
}

function Listening({ isFailing }: { readonly isFailing: boolean }) {
  const { data } = useQuery(useTRPC().workspace.get.queryOptions());
  const demo = data?.projects.find(({ isDemo, hasSpans }) => isDemo && hasSpans);
  return (
    <div role="status" className="flex items-center gap-3 rounded-lg border bg-surface px-4 py-3">
      <span aria-hidden className="relative flex size-2 shrink-0">
        <span className="absolute inset-0 animate-ping rounded-full bg-good opacity-60" />
        <span className="size-2 rounded-full bg-good" />
      </span>
      <span className="min-w-0 flex-1">
        {isFailing
          ? "The server does not answer. Trying again."
          : "Listening for the first span. This page opens by itself when it arrives."}
      </span>
      {demo && (
        <Link href={`/?project=${demo.id}`} className="shrink-0 text-ink-2 underline underline-offset-2 hover:text-ink">
          See the demo
        </Link>
      )}
    </div>
  );
}
