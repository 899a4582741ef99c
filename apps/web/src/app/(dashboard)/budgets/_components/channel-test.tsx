"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { deliveryWords } from "#lib/budgets/delivery-words.ts";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";

const POLL_MS = 700;

/** Sends a test message and says what really became of it. */
export function ChannelTest({ id, name }: { readonly id: string; readonly name: string }) {
  const [event, setEvent] = useState<string | null>(null);
  const { project } = useScope();
  const trpc = useTRPC();
  const test = useMutation(trpc.channels.test.mutationOptions({ onSuccess: (sent) => setEvent(sent.event) }));
  const found = useQuery({
    ...trpc.channels.deliveries.queryOptions({ project, channel: id, limit: 20 }),
    enabled: event !== null,
    // A first failed try is an outcome, too; the next ones are in the log.
    refetchInterval: ({ state }) =>
      state.data?.some(({ events, attempt }) => events.includes(event ?? "") && attempt > 0) ? false : POLL_MS,
  });
  const delivery = found.data?.find(({ events }) => event !== null && events.includes(event));
  const isWaiting = test.isPending || (event !== null && (delivery === undefined || delivery.attempt === 0));
  const outcome = delivery && delivery.attempt > 0 ? deliveryWords(delivery) : undefined;
  const failure = test.error?.message ?? found.error?.message;
  return (
    <>
      <span role="status" className="max-w-72 truncate text-xs" title={failure ?? outcome}>
        {failure ? (
          <span className="text-bad">{failure}</span>
        ) : outcome !== undefined ? (
          <span className={delivery?.state === "delivered" ? "text-good" : "text-bad"}>{outcome}</span>
        ) : (
          isWaiting && <span className="text-ink-3">Sending …</span>
        )}
      </span>
      <Button
        disabled={isWaiting}
        aria-label={`Send a test message to ${name}`}
        onClick={() => test.mutate({ project, id })}
      >
        Test
      </Button>
    </>
  );
}
