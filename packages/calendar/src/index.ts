export { fromWallClock } from "./from-wall-clock.ts";
export { isTimeZone } from "./is-time-zone.ts";
export { startOfDay } from "./start-of-day.ts";
export { startOfMonth } from "./start-of-month.ts";
export { toWallClock } from "./to-wall-clock.ts";
export { zoneOffsetMs } from "./zone-offset-ms.ts";
