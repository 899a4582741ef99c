import type { Dimensions } from "../call.ts";

export function areEqualDimensions(left: Dimensions, right: Dimensions): boolean {
  return (
    left === right ||
    (left.tenant === right.tenant &&
      left.feature === right.feature &&
      left.user === right.user &&
      left.session === right.session &&
      left.promptName === right.promptName &&
      left.promptVersion === right.promptVersion &&
      left.agent === right.agent &&
      left.workflow === right.workflow &&
      left.environment === right.environment &&
      left.service === right.service)
  );
}
