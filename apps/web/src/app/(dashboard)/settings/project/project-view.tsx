"use client";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useScope } from "#lib/scope/use-scope.ts";
import { useTRPC } from "#trpc/client.tsx";
import { DeleteDemo } from "./_components/delete-demo.tsx";
import { ProjectForm } from "./_components/project-form.tsx";

export function ProjectView() {
  const { project } = useScope();
  const workspace = useQuery(useTRPC().workspace.get.queryOptions());
  const current = workspace.data?.projects.find(({ id }) => id === project);
  const demo = workspace.data?.projects.find(({ isDemo }) => isDemo);
  return (
    <div className="max-w-2xl space-y-4">
      {current ? <ProjectForm key={current.id} project={current} /> : <Skeleton className="h-72 w-full" />}
      {demo && <DeleteDemo demoId={demo.id} />}
    </div>
  );
}
