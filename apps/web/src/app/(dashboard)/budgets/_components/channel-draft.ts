import type { Channel, ChannelKind } from "@spanledger/alerts";

/** The form of a channel, as it is typed. The secret is only ever written. */
export interface ChannelDraft {
  readonly kind: ChannelKind;
  readonly name: string;
  readonly url: string;
  readonly secret: string;
  readonly host: string;
  readonly port: string;
  readonly security: "tls" | "starttls" | "none";
  readonly user: string;
  readonly from: string;
  readonly to: string;
  readonly isEnabled: boolean;
}

export function channelDraftOf(channel: Channel | null): ChannelDraft {
  const email = channel?.kind === "email" ? channel : null;
  return {
    kind: channel?.kind ?? "webhook",
    name: channel?.name ?? "",
    url: channel?.kind === "webhook" ? channel.url : "",
    secret: "",
    host: email?.host ?? "",
    port: String(email?.port ?? 587),
    security: email?.security ?? "starttls",
    user: email?.user ?? "",
    from: email?.from ?? "",
    to: email?.to.join(", ") ?? "",
    isEnabled: channel?.isEnabled ?? true,
  };
}

export function channelInput(draft: ChannelDraft): Record<string, unknown> {
  const { kind, name, isEnabled, secret, url, host, port, security, user, from, to } = draft;
  const common = { kind, name, isEnabled, ...(secret === "" ? {} : { secret }) };
  switch (kind) {
    case "webhook":
      return { ...common, url };
    case "slack":
      return common;
    case "email": {
      const receivers = to.split(/[\s,;]+/).filter((address) => address !== "");
      return { ...common, host, port: port.trim() === "" ? null : Number(port), security, user, from, to: receivers };
    }
  }
}
