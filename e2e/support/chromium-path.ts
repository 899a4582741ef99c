import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";

const INSTALLED = ["/usr/bin/google-chrome", "/usr/bin/chromium", "/usr/bin/chromium-browser"];

/** An installed Chrome or Chromium, else the one inside the npm package: nothing is downloaded. */
export async function chromiumPath(): Promise<string> {
  const installed = [process.env["CHROMIUM_PATH"], ...INSTALLED].find((path) => path !== undefined && existsSync(path));
  return installed ?? (await chromium.executablePath());
}
