import type { Project } from "../read/find-project.ts";
import type { Session } from "./read-session.ts";

/** A key opens its own project and the demo. */
export function maySee(session: Session, project: Project): boolean {
  return session.project === "*" || session.project === project.id || project.isDemo;
}
