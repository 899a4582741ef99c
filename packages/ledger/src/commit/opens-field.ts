import { digestOf } from "./commit-field.ts";

/**
 * Whether a disclosure opens the commitment `digest` of the field `name`, without reading the value: it is what was
 * committed to, and it begins as RFC 9901 §4.2.1 writes salt and name. false may also mean that it is written in another
 * way: `openDisclosure` then tells what is wrong, or that nothing is.
 */
export function opensField({
  name,
  digest,
  disclosure,
}: {
  readonly name: string;
  readonly digest: string;
  readonly disclosure: string;
}): boolean {
  // `["`, the salt, `","`, the name and `",`, to a whole group of three bytes.
  const groups = Math.ceil((SALT_END + 5 + name.length) / 3);
  const head = Buffer.from(disclosure.slice(0, groups * 4), "base64url").toString("latin1");
  const tail = disclosure.slice(disclosure.length - (disclosure.length % 4 || 4));
  return (
    head.startsWith(`","${name}",`, SALT_END) &&
    SALTED.test(head) &&
    disclosure.length % 4 !== 1 &&
    Buffer.from(tail, "base64url").at(-1) === CLOSING_BRACKET &&
    digestOf(disclosure) === digest
  );
}

const SALT_END = 24;
/** 16 bytes are 22 characters, of which the last has four bits that are zero. */
const SALTED = /^\["[\w-]{21}[AQgw]"/u;
const CLOSING_BRACKET = 0x5d;
