"use client";
import { useQuery } from "@tanstack/react-query";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { CheckField } from "../../settings/_components/check-field.tsx";

/** Who is told: chosen channels, or every one when none is chosen. */
export function ChannelPicks({
  chosen,
  onChange,
}: {
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}) {
  const { project } = useScope();
  const channels = useQuery(useTRPC().channels.list.queryOptions({ project })).data;
  return (
    <fieldset>
      <legend className="text-xs font-medium text-ink-2">Tell</legend>
      {channels?.length === 0 ? (
        <p className="mt-1 text-xs text-ink-2">
          There is no channel yet, so that it will only be in the timeline.{" "}
          <ScopedLink href="/budgets?tab=channels&edit=new" className="text-accent hover:underline">
            Add a channel
          </ScopedLink>
        </p>
      ) : (
        <>
          <div className="flex flex-wrap gap-x-5">
            {channels?.map(({ id, name }) => (
              <CheckField
                key={id}
                label={name}
                checked={chosen.includes(id)}
                onChange={({ target }) =>
                  onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
                }
              />
            ))}
          </div>
          {chosen.length === 0 && <p className="text-xs text-ink-3">None chosen: every channel is told.</p>}
        </>
      )}
    </fieldset>
  );
}
