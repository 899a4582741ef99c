import { DimensionSchema, FILE_FORMAT_NAMES } from "@spanledger/clickhouse";
import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { scopeFilters } from "#lib/scope/scope-filters.ts";
import { scopeParams } from "#lib/scope/scope-params.ts";
import type { Context } from "../context.ts";
import { findProject } from "../read/find-project.ts";
import { pricedQuestion } from "../read/priced-question.ts";
import { ScopeInput } from "../read/scoped-question.ts";
import { maySee } from "../session/may-see.ts";
import { toTrpcError } from "../to-trpc-error.ts";
import { EXPORT_NAMES, exportFile } from "./export-file.ts";
import { fileResponse } from "./file-response.ts";

const load = createLoader({
  ...scopeParams,
  by: parseAsArrayOf(parseAsString).withDefault(["feature"]),
  format: parseAsStringLiteral(FILE_FORMAT_NAMES).withDefault("csv"),
});
const Name = z.enum(EXPORT_NAMES);
const GroupBy = z.array(DimensionSchema).min(1).max(3);
const STATUS: Readonly<Record<string, number>> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  NOT_FOUND: 404,
  TIMEOUT: 504,
  SERVICE_UNAVAILABLE: 503,
};

/** GET /api/export/<name>: a table or chart of the dashboard as a file. The address takes what the page's address takes. */
export async function answerExport(request: Request, name: string, context: Context): Promise<Response> {
  try {
    return await download(request, name, context);
  } catch (cause) {
    const given =
      cause instanceof TRPCError
        ? cause
        : new TRPCError({ code: cause instanceof z.ZodError ? "BAD_REQUEST" : "INTERNAL_SERVER_ERROR", cause });
    const error = toTrpcError(given);
    return new Response(`${error.message}\n`, { status: STATUS[error.code] ?? 500 });
  }
}

async function download(request: Request, name: string, { session, store, nowMs }: Context): Promise<Response> {
  if (!session) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in first." });
  const wanted = Name.safeParse(name);
  if (!wanted.success)
    throw new TRPCError({
      code: "NOT_FOUND",
      message: `There is no download "${name}": ask for ${EXPORT_NAMES.join(", ")}.`,
    });
  const { project: id, range, env, f, currency, by, format } = load(new URL(request.url).searchParams);
  const project = id === null ? undefined : await findProject(store, id);
  if (!project || !maySee(session, project))
    throw new TRPCError({ code: "NOT_FOUND", message: `There is no project "${id ?? ""}".` });
  const input = ScopeInput.parse({ range, currency, filters: scopeFilters(env, f) });
  const groupBy = GroupBy.parse(by);
  const priced = await pricedQuestion(input, { store, project, nowMs });
  const { code } = priced.currency;
  const bytes = await exportFile(store.project(project.id), {
    name: wanted.data,
    format,
    question: priced.question,
    groupBy,
    currency: code,
  });
  const title = wanted.data === "costs" || wanted.data === "spend-over-time" ? `${name}-by-${by.join("-")}` : name;
  return fileResponse(bytes, `spanledger-${project.id}-${title}-${range}`, format);
}
