const FAMILY = /^[A-Za-z]+[-_]/;

/** Two different ids of one family (`chatcmpl-`, `msg_`) name two calls; ids of two families may name one. */
export function areDifferentIds(left: string, right: string): boolean {
  if (left === "" || right === "" || left === right) return false;
  return familyOf(left) === familyOf(right);
}

function familyOf(id: string): string {
  return FAMILY.exec(id)?.[0] ?? "";
}
