/** A JSON string as RFC 8785 writes it. A lone surrogate, which UTF-8 cannot carry, becomes U+FFFD. */
export function quoteJson(text: string): string {
  if (text.length <= SHORT && PLAIN.test(text)) return `"${text}"`;
  const quoted = JSON.stringify(text);
  // JSON.stringify writes a lone surrogate, and nothing else, as \ud8xx to \udfxx.
  if (!quoted.includes(ESCAPED_SURROGATE) || !LONE_SURROGATE.test(text)) return quoted;
  return JSON.stringify(text.replaceAll(LONE_SURROGATES, "\ufffd"));
}

const SHORT = 128;
const ESCAPED_SURROGATE = "\\ud";
const PLAIN = /^[ !#-[\]-~]*$/;
const LONE_SURROGATE = /\p{Surrogate}/u;
const LONE_SURROGATES = /\p{Surrogate}/gu;
