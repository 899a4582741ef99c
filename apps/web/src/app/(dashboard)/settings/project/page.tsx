import type { Metadata } from "next";
import { ProjectView } from "./project-view.tsx";

export const metadata: Metadata = { title: "Project" };

export default function ProjectPage() {
  return <ProjectView />;
}
