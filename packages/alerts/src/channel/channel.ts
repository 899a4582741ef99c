import { z } from "zod";

const name = z
  .string({ error: "Give the channel a name." })
  .trim()
  .min(1, "Give the channel a name.")
  .max(120, "A name has at most 120 characters.");
const address = (what: string) =>
  z.email({ error: ({ input }) => `"${String(input)}" is not an e-mail address for ${what}.` });
const httpUrl = z
  .url({ protocol: /^https?$/, error: "The address is a URL that starts with https:// or http://." })
  .max(2_000, "The address has at most 2000 characters.")
  .refine((text) => !URL.canParse(text) || new URL(text).username === "", {
    error: "Leave user and password out of the address.",
  });
const isEnabled = z.boolean().default(true);

/** A channel without its secret, which is stored apart and never given out. */
export const ChannelSchema = z.discriminatedUnion(
  "kind",
  [
    z.object({ kind: z.literal("webhook"), name, url: httpUrl, isEnabled }),
    /** The address of an incoming webhook is its secret. */
    z.object({ kind: z.literal("slack"), name, isEnabled }),
    z.object({
      kind: z.literal("email"),
      name,
      host: z
        .string({ error: "Name the SMTP server." })
        .trim()
        .min(1, "Name the SMTP server.")
        .max(253)
        .regex(/^[A-Za-z0-9.:-]+$/, "The SMTP server is a host name like smtp.example.org."),
      port: z
        .int("The port is a whole number.")
        .min(1, "The port is from 1 to 65535.")
        .max(65_535, "The port is from 1 to 65535.")
        .default(587),
      /** tls: from the first byte. starttls: required before anything is said. none: in the clear. */
      security: z.enum(["tls", "starttls", "none"], { error: "Choose tls, starttls or none." }).default("starttls"),
      user: z.string().max(320).default(""),
      from: address("the sender"),
      to: z
        .array(address("a receiver"))
        .min(1, "Name at least one receiver.")
        .max(50, "A channel takes at most 50 receivers."),
      isEnabled,
    }),
  ],
  { error: "Choose a kind: webhook, slack or email." },
);

/** Signing key of a webhook, address of a Slack webhook, password of an SMTP server. */
export const ChannelSecretSchema = {
  webhook: z
    .string()
    .min(16, "The signing secret has at least 16 characters.")
    .max(200, "The signing secret has at most 200 characters."),
  slack: httpUrl,
  email: z.string().max(1_000, "The password has at most 1000 characters."),
} as const;

export type Channel = z.output<typeof ChannelSchema>;
export type ChannelKind = Channel["kind"];
