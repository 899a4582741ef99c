import { apiKeys, type Store } from "@spanledger/clickhouse";

const OWN: Readonly<Record<string, string>> = {
  system: "Spanledger",
  breaker: "the breaker in the app",
  local: "somebody on this machine",
};

/** Names whoever made a change, by the id that is kept with it. */
export async function readActors(store: Store, projectId: string): Promise<(id: string) => string> {
  const labels = new Map((await apiKeys(store).list({ project: projectId })).map(({ id, label }) => [id, label]));
  return (id) => OWN[id] ?? (labels.has(id) ? `key “${labels.get(id)}”` : `key ${id}`);
}
