import { type Validated, validated } from "../validated.ts";
import { type Channel, ChannelSchema, ChannelSecretSchema } from "./channel.ts";

export interface ChannelInput {
  readonly channel: Channel;
  /** undefined: keep what is stored. */
  readonly secret: string | undefined;
}

/** The one check of a channel and of the secret given with it, for the form and the API. */
export function validateChannel(
  input: unknown,
  { hasSecret }: { readonly hasSecret: boolean },
): Validated<ChannelInput> {
  const checked = validated(ChannelSchema, input);
  if (!checked.ok) return checked;
  const secret = typeof input === "object" && input !== null && "secret" in input ? input.secret : undefined;
  const channel = checked.value;
  if (secret === undefined || secret === "") {
    if (channel.kind === "slack" && !hasSecret)
      return { ok: false, problems: [{ field: "secret", message: "Give the address of the Slack webhook." }] };
    return { ok: true, value: { channel, secret: undefined } };
  }
  const given = validated(ChannelSecretSchema[channel.kind], secret);
  if (!given.ok) return { ok: false, problems: given.problems.map(({ message }) => ({ field: "secret", message })) };
  return { ok: true, value: { channel, secret: given.value } };
}
