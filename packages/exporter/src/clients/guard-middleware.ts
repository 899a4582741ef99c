import type { Admission, Guard, ModelCall } from "../guard/guard.ts";
import { usageOf } from "./usage-of.ts";

interface WrapOptions {
  readonly doGenerate: () => PromiseLike<{ readonly usage?: unknown }>;
  readonly doStream: () => PromiseLike<{ stream: ReadableStream<StreamPart> }>;
  readonly params: { readonly maxOutputTokens?: number | undefined };
  readonly model: { readonly provider?: string; readonly modelId?: string };
}

interface StreamPart {
  readonly type?: string;
  readonly usage?: unknown;
}

/**
 * Middleware for `wrapLanguageModel` of the Vercel AI SDK 5, 6 and 7 that asks the guard before each model call. The
 * type is the one that the caller's version wants.
 */
export function guardMiddleware<Middleware>(guard: Guard): Middleware {
  const middleware = {
    wrapGenerate: async (options: WrapOptions) => {
      const admission = await guard.admit(callOf(options));
      try {
        const result = await options.doGenerate();
        admission.settle(usageOf(result.usage));
        return result;
      } catch (error) {
        admission.cancel();
        throw error;
      }
    },
    wrapStream: async (options: WrapOptions) => {
      const admission = await guard.admit(callOf(options));
      try {
        const result = await options.doStream();
        return { ...result, stream: result.stream.pipeThrough(watchParts(admission)) };
      } catch (error) {
        admission.cancel();
        throw error;
      }
    },
  };
  return middleware as Middleware;
}

function callOf({ model, params }: WrapOptions): ModelCall {
  return {
    // Vercel names a provider with its interface, e.g. `openai.chat`.
    provider: model.provider?.split(".", 1)[0],
    model: model.modelId,
    maxOutputTokens: params.maxOutputTokens,
  };
}

function watchParts(admission: Admission): TransformStream<StreamPart, StreamPart> {
  return new TransformStream<StreamPart, StreamPart>({
    transform: (part, controller) => {
      if (part.type === "finish") admission.settle(usageOf(part.usage));
      controller.enqueue(part);
    },
    flush: () => admission.settle(undefined),
  });
}
