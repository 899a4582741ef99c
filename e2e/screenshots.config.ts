import { defineConfig } from "@playwright/test";
import journeys from "./playwright.config.ts";

/** `npm run screenshots`: renews the pictures in docs/screenshots from the demo project. */
export default defineConfig({ ...journeys, testDir: "screenshots", workers: 1 });
