"use client";
import { useTheme } from "next-themes";
import dynamic from "next/dynamic";

const Sonner = dynamic(() => import("sonner").then((module) => module.Toaster), { ssr: false });

export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      closeButton
      toastOptions={{ className: "!rounded-lg !border-line !bg-raised !text-ink !shadow-pop" }}
    />
  );
}
