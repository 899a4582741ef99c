"use client";
import Link from "next/link";

export function DemoBanner() {
  return (
    <div
      role="note"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-warn-soft px-4 py-1.5 text-warn sm:px-6"
    >
      <span>
        <strong className="font-semibold">Demo data.</strong> A made-up company; none of this is yours.
      </span>
      <Link prefetch={false} href="/?project=default" className="font-medium underline underline-offset-2">
        Connect your app
      </Link>
    </div>
  );
}
