import type { AttributeValue } from "../span.ts";
import type { Evidence } from "./evidence.ts";
import { label } from "./parse/label.ts";
import { isBareProviderName } from "./values/provider.ts";

/** A model id; a bare vendor name (`anthropic`) or a framework is none. */
function model(value: AttributeValue | undefined): string | undefined {
  const found = label(value);
  return found === undefined || isBareProviderName(found) ? undefined : found;
}

/** Model asked for and model that answered, "" when not said. */
export function resolveModels(evidence: Evidence): { readonly requestModel: string; readonly responseModel: string } {
  return {
    requestModel: evidence.read("request_model", model)?.value ?? "",
    responseModel: evidence.read("response_model", model)?.value ?? "",
  };
}
