import { expect, test } from "vitest";
import { validateChannel } from "./validate-channel.ts";

const sentences = (input: unknown, hasSecret = false) => {
  const checked = validateChannel(input, { hasSecret });
  return checked.ok ? checked.value : checked.problems.map(({ field, message }) => `${field}: ${message}`);
};

test("keeps a secret apart from the channel", () => {
  const webhook = { kind: "webhook", name: "Ops", url: "https://ops.example.org/hook" };
  expect(sentences({ ...webhook, secret: "0123456789abcdef" })).toEqual({
    channel: { ...webhook, isEnabled: true },
    secret: "0123456789abcdef",
  });
  expect(sentences({ kind: "slack", name: "Team" }, true)).toMatchObject({ secret: undefined });
});

test.each([
  [
    { kind: "webhook", name: "Ops", url: "ftp://x.org" },
    "url: The address is a URL that starts with https:// or http://.",
  ],
  [{ kind: "webhook", name: "Ops", url: "https://u:p@x.org" }, "url: Leave user and password out of the address."],
  [
    { kind: "webhook", name: "Ops", url: "https://x.org", secret: "short" },
    "secret: The signing secret has at least 16 characters.",
  ],
  [{ kind: "slack", name: "Team" }, "secret: Give the address of the Slack webhook."],
  [
    { kind: "email", name: "Mail", host: "smtp.example.org", from: "a@example.org", to: ["nobody"] },
    'to.0: "nobody" is not an e-mail address for a receiver.',
  ],
])("refuses %j with a sentence", (input, sentence) => {
  expect(sentences(input)).toContain(sentence);
});
