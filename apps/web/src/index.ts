import { fileURLToPath } from "node:url";

/** Folder to hand to `next({ dir })`. */
export const webDir: string = fileURLToPath(new URL("..", import.meta.url));
