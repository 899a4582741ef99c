import { LedgerError } from "../ledger-error.ts";
import { arrayRules, numberRules, objectRules, stringRules } from "./type-rules.ts";
import type { Check, Compile, SchemaObject } from "./schema.ts";

/**
 * A check for the part of JSON Schema 2020-12 that the record schema uses. The check gives the path and the rule that
 * failed, such as `/d/act is not one of the allowed values`, or `undefined`. Throws `LedgerError` for a keyword it does
 * not know, so that a newer schema is never half applied.
 */
export function compileSchema(root: SchemaObject): Check {
  const defs = new Map<string, Check>();
  const compile: Compile = (schema) => {
    if (schema === false) return () => " is not allowed here";
    if (schema === true) return () => undefined;
    refuseUnknown(schema);
    const checks = [
      ...valueRules(schema),
      ...stringRules(schema),
      ...numberRules(schema),
      ...arrayRules(schema, compile),
      ...objectRules(schema, compile),
      ...combinations(schema, compile),
    ];
    if (schema.$ref !== undefined) checks.push(reference(schema.$ref));
    return allOf(checks);
  };
  const reference = (name: string): Check => {
    const check = defs.get(name);
    if (check === undefined) throw new LedgerError("format", `The schema refers to ${name}, which it does not define.`);
    return check;
  };
  for (const [name, schema] of Object.entries(root.$defs ?? {})) defs.set(`#/$defs/${name}`, compile(schema));
  return compile(root);
}

const KEYWORDS: ReadonlySet<string> = new Set(
  [
    "$schema $id $defs $ref title type const enum pattern minimum maximum items maxItems",
    "properties required additionalProperties propertyNames maxProperties allOf anyOf if then",
  ].flatMap((line) => line.split(" ")),
);

function refuseUnknown(schema: object): void {
  const unknown = Object.keys(schema).find((keyword) => !KEYWORDS.has(keyword));
  if (unknown !== undefined) throw new LedgerError("format", `The schema uses the keyword ${unknown}, not known here.`);
}

function allOf(checks: readonly Check[]): Check {
  const [only] = checks;
  if (checks.length === 1 && only !== undefined) return only;
  return (value) => {
    for (const check of checks) {
      const problem = check(value);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

function valueRules(schema: SchemaObject): Check[] {
  const checks: Check[] = [];
  if ("const" in schema)
    checks.push((value) => (value === schema.const ? undefined : ` is not ${String(schema.const)}`));
  if (schema.enum !== undefined) {
    const allowed: ReadonlySet<unknown> = new Set(schema.enum);
    checks.push((value) => (allowed.has(value) ? undefined : " is not one of the allowed values"));
  }
  if (schema.type === "boolean") {
    checks.push((value) => (typeof value === "boolean" ? undefined : " is not true or false"));
  }
  return checks;
}

function combinations(schema: SchemaObject, compile: Compile): Check[] {
  const checks = (schema.allOf ?? []).map(compile);
  if (schema.anyOf !== undefined) {
    const options = schema.anyOf.map(compile);
    checks.push((value) => {
      const problems = options.map((option) => option(value));
      return problems.includes(undefined) ? undefined : problems[0];
    });
  }
  if (schema.if !== undefined && schema.then !== undefined) {
    const when = compile(schema.if);
    const then = compile(schema.then);
    checks.push((value) => (when(value) === undefined ? then(value) : undefined));
  }
  return checks;
}
