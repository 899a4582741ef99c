const REGION_PREFIX = /^(?:us-gov|us|eu|apac|au|jp|ca|sa|me|af|global)\.(?=[a-z0-9]+\.)/;
const VENDOR_PREFIX =
  /^(?:anthropic|amazon|meta|mistral|cohere|ai21|deepseek|openai|qwen|writer|stability|google|moonshot|minimax|nvidia|twelvelabs)\.(?=[a-z])/;
const VERSION_SUFFIX =
  /(?:-v\d+(?::\d+)?|:\d+|@(?:\d{8}|latest|default)|[-@]\d{4}-\d{2}-\d{2}|-\d{8}|-\d{4}|-\d{3}|-latest)$/;

const cache = new Map<string, string>();
const CACHE_LIMIT = 5_000;

/**
 * Model name for comparing two reports of one call: lower case, without provider or region prefix and without date or
 * version suffix. Never for finding a price.
 */
export function bareModelName(name: string): string {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const bare = strip(name.toLowerCase());
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(name, bare);
  return bare;
}

function strip(name: string): string {
  let bare = name
    .slice(name.lastIndexOf("/") + 1)
    .replace(REGION_PREFIX, "")
    .replace(VENDOR_PREFIX, "");
  for (
    let next = bare.replace(VERSION_SUFFIX, "");
    next !== bare && next !== "";
    next = bare.replace(VERSION_SUFFIX, "")
  ) {
    bare = next;
  }
  return bare;
}
