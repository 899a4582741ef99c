import { z } from "zod";
import type { ProjectReader } from "../store/store.ts";
import { ALERT_LIMITS } from "./alert-event.ts";
import { type Delivery, DELIVERY_COLUMNS, DeliveryRow } from "./delivery.ts";

export const ListDeliveriesParams = z.object({
  channel: z.string().max(64).optional(),
  /** Every try of one message instead of the last state of each. */
  id: z.string().max(64).optional(),
  limit: z.int().min(1).max(1_000).default(100),
});

/** The delivery log, newest first. */
export async function listDeliveries(
  reader: ProjectReader,
  input: z.input<typeof ListDeliveriesParams>,
): Promise<Delivery[]> {
  const { channel, id, limit } = ListDeliveriesParams.parse(input);
  const conditions = [
    channel === undefined ? "" : " AND d.channel = {channel: String}",
    id === undefined ? "" : " AND d.id = {id: String}",
  ];
  return reader.query({
    name: "listDeliveries",
    sql: `SELECT ${DELIVERY_COLUMNS} FROM deliveries AS d
      WHERE d.project = {project: String}${conditions.join("")}
      ORDER BY d.version DESC ${id === undefined ? "LIMIT 1 BY d.id" : ""} LIMIT {limit: UInt32} ${ALERT_LIMITS}`,
    params: { channel: channel ?? "", id: id ?? "", limit },
    schema: DeliveryRow,
  });
}
