/** A JSON string as RFC 8785 writes it. A lone surrogate, which UTF-8 cannot carry, becomes U+FFFD. */
export function quoteJson(text: string): string {
  if (text.length <= SHORT && PLAIN.test(text)) return `"${text}"`;
  return JSON.stringify(LONE_SURROGATE.test(text) ? text.replaceAll(LONE_SURROGATES, "\ufffd") : text);
}

const SHORT = 128;
const PLAIN = /^[ !#-[\]-~]*$/;
const LONE_SURROGATE = /\p{Surrogate}/u;
const LONE_SURROGATES = /\p{Surrogate}/gu;
