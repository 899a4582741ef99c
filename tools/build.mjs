import { buildIfStale } from "./lib/build.mjs";
import { installIfNeeded } from "./lib/install.mjs";
import { main } from "./lib/main.mjs";

await main(async () => {
  await installIfNeeded();
  await buildIfStale();
});
