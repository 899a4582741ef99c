import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { normaliseSpan } from "../normalise-span.ts";

const chat = { "gen_ai.operation.name": "chat" };

test.each([
  "tenant.id",
  "tenant_id",
  "tenantId",
  "app.tenant_id",
  "customer.id",
  "organization.id",
  "org_id",
  "account.id",
  "workspace.id",
])("%s is a tenant", (key) => {
  expect(normaliseSpan(aSpan({ ...chat, [key]: "acme" })).identity.own.tenant).toBe("acme");
});

test.each(["feature", "feature.name", "app.feature", "use_case", "cost_center"])("%s is a feature", (key) => {
  expect(normaliseSpan(aSpan({ ...chat, [key]: "search" })).identity.own.feature).toBe("search");
});

test.each(["team.id", "project.id"])("%s is ambiguous and is none", (key) => {
  expect(normaliseSpan(aSpan({ ...chat, [key]: "x" })).identity.own.tenant).toBeUndefined();
  expect(normaliseSpan(aSpan({ ...chat, [key]: "x" }), { tenantKeys: [key] }).identity.own.tenant).toBe("x");
});

test.each(["", "  ", "null", "undefined", "None"])(
  "the placeholder %j is absent and the next spelling counts",
  (placeholder) => {
    expect(normaliseSpan(aSpan({ ...chat, "tenant.id": placeholder, customer_id: "acme" })).identity.own.tenant).toBe(
      "acme",
    );
  },
);

test("values are trimmed, cut at 256 characters, numbers are text", () => {
  expect(normaliseSpan(aSpan({ ...chat, "tenant.id": "  acme " })).identity.own.tenant).toBe("acme");
  expect(normaliseSpan(aSpan({ ...chat, "tenant.id": "x".repeat(999) })).identity.own.tenant).toHaveLength(256);
  expect(normaliseSpan(aSpan({ ...chat, "user.id": 42 })).identity.own.user).toBe("42");
});

test("the process's tenant and environment are kept apart", () => {
  const call = normaliseSpan(
    aSpan(chat, { resource: { "tenant.id": "acme", "deployment.environment.name": "prod", "service.name": "shop" } }),
  );
  expect(call.identity).toMatchObject({ own: {}, resource: { tenant: "acme", environment: "prod", service: "shop" } });
});

test("content and secrets of unknown keys stay out of the attributes", () => {
  const call = normaliseSpan(aSpan({ ...chat, "my.prompt": "Dear", "my.big": "x".repeat(5_000), "my.color": "red" }));
  expect([...call.attributes.keys()]).toEqual(["gen_ai.operation.name", "my.color"]);
  expect(JSON.parse(call.content.other)).toMatchObject({ "my.prompt": "Dear" });
});

test("identity below the free metadata of an unknown convention is found", () => {
  const call = normaliseSpan(
    aSpan({
      ...chat,
      "acme.metadata.tenantId": "globex",
      "acme.metadata.sessionId": "s-1",
      "acme.properties.feature": "x",
    }),
  );
  expect(call.identity.own).toMatchObject({ tenant: "globex", session: "s-1", feature: "x" });
});
