import alibaba from "./alibaba.json" with { type: "json" };
import anthropic from "./anthropic.json" with { type: "json" };
import aws from "./aws.json" with { type: "json" };
import azure from "./azure.json" with { type: "json" };
import cohere from "./cohere.json" with { type: "json" };
import deepinfra from "./deepinfra.json" with { type: "json" };
import deepseek from "./deepseek.json" with { type: "json" };
import fireworks from "./fireworks.json" with { type: "json" };
import google from "./google.json" with { type: "json" };
import groq from "./groq.json" with { type: "json" };
import mistral from "./mistral.json" with { type: "json" };
import moonshotai from "./moonshotai.json" with { type: "json" };
import openai from "./openai.json" with { type: "json" };
import openrouter from "./openrouter.json" with { type: "json" };
import perplexity from "./perplexity.json" with { type: "json" };
import together from "./together.json" with { type: "json" };
import vertex from "./vertex.json" with { type: "json" };
import voyageai from "./voyageai.json" with { type: "json" };
import xAi from "./x-ai.json" with { type: "json" };
import type { OverlayFile } from "../overlay.ts";

/** Day of the newest reading in the files. */
export const OVERLAY_VERSION = "2026-11-21";

/** One file per provider: a changed price touches one line of one of them. */
export const OVERLAY_FILES: readonly OverlayFile[] = asFiles([
  alibaba,
  anthropic,
  aws,
  azure,
  cohere,
  deepinfra,
  deepseek,
  fireworks,
  google,
  groq,
  mistral,
  moonshotai,
  openai,
  openrouter,
  perplexity,
  together,
  vertex,
  voyageai,
  xAi,
]);

/** JSON modules are typed by their text; overlay-files.test.ts checks every entry against the real shape. */
function asFiles(files: readonly unknown[]): readonly OverlayFile[] {
  return files as readonly OverlayFile[];
}
