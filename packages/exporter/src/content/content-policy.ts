import type { Attributes } from "@opentelemetry/api";

/** One piece of prompt, answer, tool or document content that is about to be exported. */
export interface ContentPlace {
  /** Attribute key, e.g. `gen_ai.input.messages`. */
  readonly key: string;
  readonly spanName: string;
  /** Name of the span event that carries it; undefined on the span itself. */
  readonly eventName: string | undefined;
}

/** Returns the text to send instead, or undefined to send none. When it throws, none is sent. */
export type MaskContent = (text: string, place: ContentPlace) => string | undefined;

/** `on` sends content as recorded, `off` none of it, `{ mask }` what the function makes of it. */
export type ContentPolicy = "on" | "off" | { readonly mask: MaskContent };

/** Attributes as they may leave the process. */
export type ContentFilter = (attributes: Attributes, place: Omit<ContentPlace, "key">) => Attributes;
