import type { OpClass } from "../../call.ts";

/** Class of operation -> canonical operations. */
export const OPERATION_CLASSES: Readonly<Record<OpClass, readonly string[]>> = {
  generation: ["chat", "generate_content", "text_completion"],
  embedding: ["embeddings"],
  rerank: ["rerank"],
  image: ["image_generation"],
  audio: ["audio", "speech", "transcription"],
  moderation: ["moderation"],
  rollup: ["invoke_agent", "agent_step", "invoke_workflow", "handle_conversation_turn", "plan", "chain"],
  none: [
    "execute_tool",
    "retrieval",
    "create_agent",
    "handoff",
    "fetch_response",
    "search_memory",
    "create_memory",
    "update_memory",
    "upsert_memory",
    "delete_memory",
    "create_memory_store",
    "delete_memory_store",
    "guardrail",
    "evaluation",
    "prompt",
    "other",
  ],
};
