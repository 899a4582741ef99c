import { TRPCError } from "@trpc/server";
import { QueryError, QueryTimeoutError, StoreUnavailableError } from "@spanledger/clickhouse";
import { ZodError } from "zod";

/** The one place where errors become answers. What we did not foresee keeps its text off the page. */
export function toTrpcError(error: TRPCError): TRPCError {
  const cause = error.cause;
  if (cause instanceof QueryTimeoutError) {
    return new TRPCError({
      code: "TIMEOUT",
      message: "The question took too long. Try a shorter range or fewer filters.",
      cause,
    });
  }
  if (cause instanceof StoreUnavailableError) {
    return new TRPCError({
      code: "SERVICE_UNAVAILABLE",
      message: "The database does not answer. Spans are still accepted and kept on disk.",
      cause,
    });
  }
  if (cause instanceof QueryError) {
    return new TRPCError({
      code: "INTERNAL_SERVER_ERROR",
      message: "The database could not answer this question. The server's log has the details.",
      cause,
    });
  }
  if (error.code === "BAD_REQUEST" && cause instanceof ZodError)
    return new TRPCError({ code: "BAD_REQUEST", message: inputSentences(cause), cause });
  if (error.code !== "INTERNAL_SERVER_ERROR") return error;
  return new TRPCError({
    code: "INTERNAL_SERVER_ERROR",
    message: "Something failed on the server. Its log has the details.",
    cause,
  });
}

/** Messages of ours are whole sentences or begin with a verb; the others need the name of the field. */
function inputSentences({ issues }: ZodError): string {
  const sentences = issues.map(({ path, message }) =>
    /^["“A-Z].*[.]$/.test(message) ? message : `${path.join(".")} ${message}`.trim(),
  );
  return [...new Set(sentences)].slice(0, 5).join(" ");
}
