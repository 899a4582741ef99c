import type { z } from "zod";
import { type ApiContext, json, toApiResponse } from "./answer.ts";
import { ApiError } from "./api-error.ts";
import { authenticate, type Caller } from "./authenticate.ts";

const MAX_BODY_BYTES = 256 * 1024;

export interface ApiChange<Input> {
  /** Of an admin key. */
  readonly caller: Caller;
  readonly input: Input;
}

export interface ChangeAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Runs a changing handler of the API for the admin key of the request: the body is JSON and is checked by `schema`,
 * whose messages are the answer when it is wrong. The forms of the pages use the same schema.
 */
export async function answerChange<Input>(
  request: Request,
  context: ApiContext,
  {
    schema,
    handle,
  }: { readonly schema: z.ZodType<Input>; readonly handle: (change: ApiChange<Input>) => Promise<ChangeAnswer> },
): Promise<Response> {
  try {
    const caller = await authenticate(request, context.store, "admin");
    const parsed = schema.safeParse(await readJson(request));
    if (!parsed.success) throw new ApiError(400, sentenceOf(parsed.error));
    const { status, body } = await handle({ caller, input: parsed.data });
    return json(status, body);
  } catch (error) {
    return toApiResponse(error);
  }
}

/** The first problem, with the name of its field where the message does not name it. */
function sentenceOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return "The body is wrong.";
  const field = issue.path.join(".");
  return field === "" || issue.message.includes(field) ? issue.message : `“${field}”: ${issue.message}`;
}

async function readJson(request: Request): Promise<unknown> {
  if (Number(request.headers.get("content-length") ?? "0") > MAX_BODY_BYTES) {
    throw new ApiError(413, "The body is too long: at most 256 kB are read.");
  }
  const text = await request.text();
  if (text.length > MAX_BODY_BYTES) throw new ApiError(413, "The body is too long: at most 256 kB are read.");
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, "The body is not JSON: send an object with the header `Content-Type: application/json`.");
  }
}
