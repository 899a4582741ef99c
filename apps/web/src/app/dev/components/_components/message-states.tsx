"use client";
import { SearchX } from "lucide-react";
import { PartialNote } from "#components/shell/partial-range.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StateMessage } from "#components/ui/state-message.tsx";
import { notify } from "#lib/notify.ts";
import { Section } from "./section.tsx";

const ignore = () => notify("Asked again.");

export function MessageStates() {
  return (
    <Section title="States of a card">
      <div className="grid gap-4 md:grid-cols-2">
        <Card title="Loading" description="A skeleton of the real layout">
          <Skeleton className="h-36 w-full" />
        </Card>
        <Card title="Empty">
          <StateMessage
            icon={SearchX}
            title="No calls in this view"
            action={<Button variant="solid">Remove the filters</Button>}
          >
            Nothing in this time range matches the filters.
          </StateMessage>
        </Card>
        <Card title="Error">
          <ErrorState
            what="spend over time"
            error={{ message: "The question took too long. Try a shorter range or fewer filters." }}
            onRetry={ignore}
          />
        </Card>
        <Card title="Partial">
          <PartialNote begins="23 Oct, 00:30" missing="current" onNarrow={ignore} />
          <PartialNote begins="23 Oct, 00:30" missing="previous" />
          <PartialNote begins="23 Oct, 00:30" missing="comparison" />
        </Card>
        <Card title="First run" className="md:col-span-2">
          <CodeBlock text={'export OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:4318"'} />
        </Card>
      </div>
    </Section>
  );
}
