import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <div aria-busy aria-label="Loading">
      <div className="space-y-2.5 border-b px-4 py-3 sm:px-6">
        <Skeleton className="h-7 w-40" />
        <Skeleton className="h-8 w-full max-w-lg" />
      </div>
      <div className="space-y-4 p-4 sm:p-6">
        <Skeleton className="h-[88px] w-full" />
        <Skeleton className="h-[360px] w-full" />
        <Skeleton className="h-80 w-full" />
      </div>
    </div>
  );
}
