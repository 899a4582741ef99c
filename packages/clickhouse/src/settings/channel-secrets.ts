import { z } from "zod";
import type { Store } from "../store/store.ts";
import { timeText } from "./time-text.ts";

export interface ChannelSecret {
  readonly project: string;
  readonly channel: string;
  readonly secret: string;
}

const Row = z.object({ project: z.string(), channel: z.string(), secret: z.string() });

/** What channels need to send. Kept apart from their settings, so that no list, history or export has it. */
export function channelSecrets(store: Store): {
  /** undefined when there is none. */
  find(project: string, channel: string): Promise<string | undefined>;
  /** Ids of the channels that have one. */
  known(project: string): Promise<ReadonlySet<string>>;
  put(secret: ChannelSecret, nowMs: number): Promise<void>;
} {
  const read = (condition: string, params: Record<string, string>) =>
    store.query({
      name: "channel secrets",
      lane: "control",
      sql: `SELECT s.project AS project, s.channel AS channel, s.secret AS secret FROM channel_secrets AS s FINAL
        WHERE s.project = {project: String} AND s.secret != '' ${condition} LIMIT 10000
        SETTINGS max_execution_time = 10, max_memory_usage = 500000000`,
      params,
      schema: Row,
    });
  return {
    async find(project, channel) {
      const [row] = await read("AND s.channel = {channel: String}", { project, channel });
      return row?.secret;
    },
    known: async (project) => new Set((await read("", { project })).map(({ channel }) => channel)),
    put: ({ project, channel, secret }, nowMs) =>
      store.insertRows("channel_secrets", [
        { project, channel, secret, version: String(nowMs), changed_at: timeText(nowMs) },
      ]),
  };
}
