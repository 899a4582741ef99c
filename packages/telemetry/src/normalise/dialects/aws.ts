import { isBedrockRuntime } from "../conditions.ts";
import type { Dialect } from "../dialect.ts";
import { bedrockOperation } from "../takes.ts";

export const aws: Dialect = {
  name: "aws",
  sources: {
    operation: [{ id: "rpc.method", take: bedrockOperation, when: isBedrockRuntime }],
    response_id: [{ id: "aws.request_id", keys: [] }],
    region: ["cloud.region", "aws.region"],
  },
};
