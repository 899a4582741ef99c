import { MODELS } from "./models.ts";
import type { Request, TraceBuilder } from "./trace-builder.ts";

export interface Retrieval {
  readonly parent: string;
  readonly startMs: number;
  readonly query: string;
  readonly source: string;
}

/** Adds the embedding of a query and the search for documents; returns when it ended. */
export function addRetrieval(trace: TraceBuilder, { random }: Request, retrieval: Retrieval): number {
  const { parent, startMs, query, source } = retrieval;
  const embedMs = random.skewed(MODELS.embed.firstTokenMs, 0.35);
  trace.add({
    name: `embeddings ${MODELS.embed.requestModel}`,
    parent,
    startMs,
    durationMs: embedMs,
    attributes: {
      "gen_ai.operation.name": "embeddings",
      "gen_ai.provider.name": MODELS.embed.provider,
      "gen_ai.request.model": MODELS.embed.requestModel,
      "gen_ai.response.model": MODELS.embed.responseModel,
      "gen_ai.usage.input_tokens": random.int(9, 60),
    },
  });
  const searchMs = random.skewed(35, 0.5);
  const documents = Array.from({ length: 4 }, (_, i) => ({
    id: `${source}-${random.int(100, 999)}`,
    score: Math.round((0.92 - i * 0.07 - random.next() * 0.04) * 1000) / 1000,
  }));
  trace.add({
    name: `retrieval ${source}`,
    parent,
    startMs: startMs + embedMs,
    durationMs: searchMs,
    attributes: {
      "gen_ai.operation.name": "retrieval",
      "gen_ai.data_source.id": source,
      "gen_ai.retrieval.query.text": query,
      "gen_ai.retrieval.documents": JSON.stringify(documents),
    },
  });
  return startMs + embedMs + searchMs;
}
