export interface BedrockId {
  /** Region prefix of an inference profile (`us`, `eu`, `global`, ...), "" for an in-region id. */
  readonly scope: string;
  /** `vendor.model` without prefix and version. */
  readonly base: string;
  /** `-v1`, `-v2`, ... or "". */
  readonly version: string;
}

const SCOPE = /^(us-gov|us|eu|apac|au|jp|ca|in|sa|me|af|il|mx|global)\.(?=[a-z0-9]+\.)/;
const ARN = /^arn:aws[a-z-]*:bedrock:[^:]*:[^:]*:([a-z-]+)\/(.+)$/;
const PRICED_RESOURCES = new Set(["foundation-model", "inference-profile"]);

/**
 * Parts of a Bedrock model id, inference profile id or ARN of either. undefined for the ARNs that do not say which
 * model answers or that are not billed by the token: application profiles, provisioned, custom and imported models.
 */
export function parseBedrockId(id: string): BedrockId | undefined {
  let rest = id.toLowerCase();
  if (rest.startsWith("arn:")) {
    const arn = ARN.exec(rest);
    if (arn === null || !PRICED_RESOURCES.has(arn[1] ?? "")) return undefined;
    rest = arn[2] ?? "";
  }
  rest = rest.replace(/^(converse|invoke)\//, "");
  const scope = SCOPE.exec(rest)?.[1] ?? "";
  if (scope !== "") rest = rest.slice(scope.length + 1);
  rest = rest.replace(/:\d+(:\d+k|:mm)?$/, "");
  const version = /-v\d+$/.exec(rest)?.[0] ?? "";
  return { scope, base: version === "" ? rest : rest.slice(0, -version.length), version };
}

/** The id under which the overlay lists a Bedrock model. The first version is not written out. */
export function bedrockKey({ scope, base, version }: BedrockId): string {
  return `${scope === "" ? "" : `${scope}.`}${base}${version === "-v1" ? "" : version}`;
}
