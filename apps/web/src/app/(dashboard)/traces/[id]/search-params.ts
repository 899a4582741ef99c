import { parseAsString } from "nuqs/server";

/** The open span. */
export const traceParams = { span: parseAsString };
