import type { Dialect } from "../dialect.ts";

export const core: Dialect = {
  name: "core",
  sources: {
    error_type: ["exception.type@event", "exception.type"],
    error_message: ["status.message@status", "exception.message@event"],
    session_id: ["session.id", "session.id@resource"],
    user_id: ["user.id", "enduser.id", "enduser.pseudo.id", "user.hash", "user.id@resource"],
    environment: [
      "deployment.environment.name",
      "deployment.environment.name@resource",
      "deployment.environment@resource",
      "deployment.environment",
    ],
    release: ["service.version@resource"],
    service_name: ["service.name@resource"],
  },
};
