import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { isPrivateAddress } from "./is-private-address.ts";

/** Looks a host name up. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export interface TargetPolicy {
  /** `*`, host names, addresses or networks like 10.0.0.0/8 that may be private. */
  readonly allowPrivate: readonly string[];
  readonly resolve?: Resolve;
}

/** The target is on a network that alerts are not sent to. */
export class PrivateTargetError extends Error {
  override readonly name = "PrivateTargetError";
}

/**
 * The address to connect to. It is checked and then used as it is, so that a name cannot be one thing when it is checked
 * and another when it is used.
 * @throws PrivateTargetError
 */
export async function resolveTarget(host: string, policy: TargetPolicy): Promise<string> {
  const name = host.replace(/^\[|\]$/g, "");
  const addresses = isIP(name) > 0 ? [name] : await (policy.resolve ?? resolveAll)(name);
  const [first] = addresses;
  if (first === undefined) throw new Error(`${host} has no address.`);
  const refused = addresses.find((address) => isPrivateAddress(address) && !isAllowed(name, address, policy));
  if (refused !== undefined)
    throw new PrivateTargetError(
      `${host} is ${refused}, an address of a private network: alerts are sent there only when SPANLEDGER_ALLOW_PRIVATE_TARGETS names it.`,
    );
  return first;
}

async function resolveAll(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

function isAllowed(host: string, address: string, { allowPrivate }: TargetPolicy): boolean {
  return allowPrivate.some((allowed) => {
    if (allowed === "*" || allowed === host || allowed === address) return true;
    const [network = "", bits] = allowed.split("/");
    if (bits === undefined || isIP(network) === 0) return false;
    const list = new BlockList();
    list.addSubnet(network, Number(bits), isIP(network) === 4 ? "ipv4" : "ipv6");
    return list.check(address, isIP(address) === 4 ? "ipv4" : "ipv6");
  });
}
