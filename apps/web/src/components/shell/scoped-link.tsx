"use client";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import type { ComponentProps } from "react";

/** Shared URL parts that follow the reader from page to page. */
const CARRIED = ["project", "range", "compare", "env", "f", "live", "currency"] as const;

/** The href with the current scope; parameters in `href` win. */
export function useScopedHref(): (href: string) => string {
  const search = useSearchParams();
  return (href) => {
    const [path = "/", query = ""] = href.split("?");
    const merged = new URLSearchParams();
    for (const key of CARRIED) {
      const value = search.get(key);
      if (value !== null) merged.set(key, value);
    }
    for (const [key, value] of new URLSearchParams(query)) merged.set(key, value);
    const text = merged.toString();
    return text ? `${path}?${text}` : path;
  };
}

export function ScopedLink({ href, ...props }: Omit<ComponentProps<typeof Link>, "href"> & { readonly href: string }) {
  const scoped = useScopedHref();
  return <Link prefetch={false} href={scoped(href)} {...props} />;
}
