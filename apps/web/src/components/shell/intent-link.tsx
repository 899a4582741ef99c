"use client";
import { useState, type ComponentProps } from "react";
import { ScopedLink } from "./scoped-link.tsx";

/** Loads its page once a reader points at it. All pages of a menu at once would ask the database everything there is. */
export function IntentLink(props: Omit<ComponentProps<typeof ScopedLink>, "prefetch">) {
  const [isMeant, setMeant] = useState(false);
  const begin = () => setMeant(true);
  const end = () => setMeant(false);
  return (
    <ScopedLink
      {...props}
      prefetch={isMeant}
      onPointerEnter={begin}
      onFocus={begin}
      onPointerLeave={end}
      onBlur={end}
    />
  );
}
