import { buildIfStale } from "./lib/build.mjs";
import { installIfNeeded } from "./lib/install.mjs";

await installIfNeeded();
await buildIfStale();
