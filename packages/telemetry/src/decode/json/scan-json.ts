import { DecodeError } from "../decode-error.ts";

/** JSON.parse keeps its own stack, but a body of brackets alone would still take a hundred times its size in memory. */
const MAX_DEPTH = 100_000;
/** Integers of fewer digits are exact in a double. */
const LONG_DIGITS = 16;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;

/** Offsets of an integer in the body, half-open. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Looks over a JSON body once before it is parsed.
 * @returns the places of integers too long for a double
 * @throws DecodeError when parsing it would take memory out of proportion
 */
export function scanJson(bytes: Buffer, maxContainers: number): readonly Range[] {
  const longIntegers: Range[] = [];
  let depth = 0;
  let containers = 0;
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    const from = at;
    at += 1;
    if (byte === QUOTE) at = endOfString(bytes, at);
    else if (isDigit(byte) || byte === MINUS) {
      at = endOfNumber(bytes, at);
      if (at - from >= LONG_DIGITS && isInteger(bytes, from + 1, at)) longIntegers.push({ from, to: at });
    } else if (isOpening(byte)) {
      depth += 1;
      containers += 1;
      if (depth > MAX_DEPTH)
        throw new DecodeError("malformed", "The JSON body nests deeper than OTLP ever does: send OTLP JSON.");
      if (containers > maxContainers)
        throw new DecodeError("too_large", "The JSON body holds too many values: send smaller batches.");
    } else if (isClosing(byte)) depth -= 1;
  }
  return longIntegers;
}

/** The offset after the closing quote. */
function endOfString(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    at += byte === BACKSLASH ? 2 : 1;
  }
  return at;
}

function endOfNumber(bytes: Buffer, from: number): number {
  let at = from;
  while (isNumberPart(bytes[at] ?? 0)) at += 1;
  return at;
}

function isInteger(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (!isDigit(bytes[at] ?? 0)) return false;
  return true;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Digits, sign, point and exponent. */
function isNumberPart(byte: number): boolean {
  return isDigit(byte) || byte === 0x2e || byte === 0x65 || byte === 0x45 || byte === 0x2b || byte === MINUS;
}

/** [ or { */
function isOpening(byte: number): boolean {
  return byte === 0x5b || byte === 0x7b;
}

/** ] or } */
function isClosing(byte: number): boolean {
  return byte === 0x5d || byte === 0x7d;
}
