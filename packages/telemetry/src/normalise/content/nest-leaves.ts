import type { AttributeValue } from "../../span.ts";

const MAX_INDEX = 1_000;

type Node = { [key: string]: Node | AttributeValue };

/** `0.message.role`, `0.message.content`, ... -> `[{ message: { role, content } }]`; gaps are closed, order kept. */
export function nestLeaves(leaves: readonly (readonly [string, AttributeValue])[]): readonly AttributeValue[] {
  const root: Node = Object.create(null) as Node;
  for (const [path, value] of leaves) {
    const steps = path.split(".");
    if (steps.some((step) => /^\d+$/.test(step) && Number(step) >= MAX_INDEX)) continue;
    put(root, steps, value);
  }
  const list = toValue(root);
  return Array.isArray(list) ? list : [];
}

function put(root: Node, steps: readonly string[], value: AttributeValue): void {
  let node = root;
  for (const step of steps.slice(0, -1)) {
    const next = node[step];
    if (isNode(next)) node = next;
    else {
      const created = Object.create(null) as Node;
      node[step] = created;
      node = created;
    }
  }
  node[steps.at(-1) ?? ""] = value;
}

function isNode(value: Node | AttributeValue | undefined): value is Node {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === null;
}

function toValue(node: Node | AttributeValue): AttributeValue {
  if (!isNode(node)) return node;
  const keys = Object.keys(node);
  if (keys.every((key) => /^\d+$/.test(key))) {
    return keys.sort((left, right) => Number(left) - Number(right)).map((key) => toValue(node[key] ?? null));
  }
  return Object.fromEntries(keys.map((key) => [key, toValue(node[key] ?? null)]));
}
