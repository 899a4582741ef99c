import { BlockList, isIPv4 } from "node:net";

/** Not on the public internet: private, loopback, link-local, shared, documentation, multicast, reserved. */
const PRIVATE_V4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const;

/** Of IPv6 only what is given out to the public counts as such, without the ranges that wrap an IPv4 address. */
const PUBLIC_V6 = ["2000::", 3] as const;
const WRAPPED_V6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const;

const privateV4 = new BlockList();
for (const [network, bits] of PRIVATE_V4) privateV4.addSubnet(network, bits, "ipv4");
const publicV6 = new BlockList();
publicV6.addSubnet(...PUBLIC_V6, "ipv6");
const wrappedV6 = new BlockList();
for (const [network, bits] of WRAPPED_V6) wrappedV6.addSubnet(network, bits, "ipv6");

export function isPrivateAddress(address: string): boolean {
  if (isIPv4(address)) return privateV4.check(address, "ipv4");
  return !publicV6.check(address, "ipv6") || wrappedV6.check(address, "ipv6");
}
