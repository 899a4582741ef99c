import { type Channel, readDefinition, validateChannel } from "@spanledger/alerts";
import { channels, type Store } from "@spanledger/clickhouse";

export interface KnownChannel {
  readonly id: string;
  readonly project: string;
  readonly channel: Channel;
}

/** All channels that can be read, also those that are switched off. */
export async function loadChannels(store: Store): Promise<KnownChannel[]> {
  const found = await channels(store).list({});
  return found.flatMap(({ id, project, definition }) => {
    const channel = readDefinition(definition, readChannel);
    return channel === undefined ? [] : [{ id, project, channel }];
  });
}

function readChannel(input: unknown) {
  const checked = validateChannel(input, { hasSecret: true });
  return checked.ok ? { ok: true as const, value: checked.value.channel } : checked;
}
