import type { Check, Compile, SchemaObject } from "./schema.ts";

type JsonObject = Readonly<Record<string, unknown>>;

export function stringRules(schema: SchemaObject): Check[] {
  const checks: Check[] = [];
  if (schema.type === "string") checks.push((value) => (typeof value === "string" ? undefined : " is not text"));
  if (schema.pattern !== undefined) {
    const pattern = new RegExp(schema.pattern, "u");
    checks.push((value) => (typeof value !== "string" || pattern.test(value) ? undefined : " has another form"));
  }
  return checks;
}

export function numberRules({ type, minimum, maximum }: SchemaObject): Check[] {
  const checks: Check[] = [];
  if (type === "integer") checks.push((value) => (Number.isInteger(value) ? undefined : " is not an integer"));
  if (minimum !== undefined) {
    checks.push((value) => (typeof value === "number" && value < minimum ? ` is below ${minimum}` : undefined));
  }
  if (maximum !== undefined) {
    checks.push((value) => (typeof value === "number" && value > maximum ? ` is above ${maximum}` : undefined));
  }
  return checks;
}

export function arrayRules({ type, items, maxItems }: SchemaObject, compile: Compile): Check[] {
  const checks: Check[] = [];
  if (type === "array") checks.push((value) => (Array.isArray(value) ? undefined : " is not a list"));
  if (maxItems !== undefined) {
    checks.push((value) =>
      Array.isArray(value) && value.length > maxItems ? ` has over ${maxItems} items` : undefined,
    );
  }
  if (items !== undefined) {
    const item = compile(items);
    checks.push((value) => (Array.isArray(value) ? firstProblem(value.entries(), item) : undefined));
  }
  return checks;
}

export function objectRules(schema: SchemaObject, compile: Compile): Check[] {
  const checks: Check[] = [];
  if (schema.type === "object") checks.push((value) => (isObject(value) ? undefined : " is not an object"));
  const { required, maxProperties, propertyNames } = schema;
  if (required !== undefined) {
    checks.push((value) => {
      const missing = isObject(value) ? required.find((name) => !Object.hasOwn(value, name)) : undefined;
      return missing === undefined ? undefined : ` lacks ${missing}`;
    });
  }
  if (maxProperties !== undefined) {
    checks.push((value) =>
      isObject(value) && Object.keys(value).length > maxProperties ? ` has over ${maxProperties} members` : undefined,
    );
  }
  if (propertyNames !== undefined) {
    const name = compile(propertyNames);
    checks.push((value) =>
      isObject(value)
        ? firstProblem(
            Object.keys(value).map((key) => [key, key]),
            name,
          )
        : undefined,
    );
  }
  if (schema.properties !== undefined || schema.additionalProperties !== undefined)
    checks.push(members(schema, compile));
  return checks;
}

function members(schema: SchemaObject, compile: Compile): Check {
  const known = new Map(Object.entries(schema.properties ?? {}).map(([name, rule]) => [name, compile(rule)]));
  const other = schema.additionalProperties === undefined ? undefined : compile(schema.additionalProperties);
  return (value) => {
    if (!isObject(value)) return undefined;
    for (const name of Object.keys(value)) {
      const problem = (known.get(name) ?? other)?.(value[name]);
      if (problem !== undefined) return `/${name}${problem}`;
    }
    return undefined;
  };
}

function firstProblem(values: Iterable<readonly [string | number, unknown]>, check: Check): string | undefined {
  for (const [name, value] of values) {
    const problem = check(value);
    if (problem !== undefined) return `/${name}${problem}`;
  }
  return undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
