import { settingsRoute } from "#server/api/settings/settings-route.ts";

export const dynamic = "force-dynamic";

export const { GET, POST, PUT, DELETE } = settingsRoute("alerts");
