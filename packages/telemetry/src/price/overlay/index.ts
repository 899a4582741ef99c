import type { OverlayFile } from "../overlay.ts";

/** Day of the newest reading in the files. */
export const OVERLAY_VERSION = "2026-11-21";

export const OVERLAY_FILES: readonly OverlayFile[] = [];
