/** Whether a host name or address is this machine itself. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, "").toLowerCase();
  return name === "localhost" || name.endsWith(".localhost") || name === "::1" || /^127(\.\d{1,3}){3}$/.test(name);
}

/** The host name in a Host header, without its port. */
export function hostName(header: string): string {
  const match = /^(\[[^\]]+\]|[^:]*)(:\d+)?$/.exec(header.trim());
  return match?.[1] ?? "";
}
