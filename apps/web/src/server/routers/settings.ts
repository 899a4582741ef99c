import { router } from "../trpc.ts";
import { currencySettings } from "./settings/currency.ts";
import { historySettings } from "./settings/history.ts";
import { keySettings } from "./settings/keys.ts";
import { priceSettings } from "./settings/prices.ts";
import { projectSettings } from "./settings/project.ts";
import { repriceSettings } from "./settings/reprice.ts";
import { systemSettings } from "./settings/system.ts";

export const settingsRouter = router({
  prices: priceSettings,
  reprice: repriceSettings,
  keys: keySettings,
  currency: currencySettings,
  project: projectSettings,
  system: systemSettings,
  history: historySettings,
});
