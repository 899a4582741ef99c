import type { ButtonHTMLAttributes } from "react";
import { cn } from "#lib/class-names.ts";

const VARIANTS = {
  solid: "bg-ink text-canvas hover:bg-ink-2 border-transparent",
  outline: "bg-surface text-ink hover:bg-hover border-line-strong",
  quiet: "bg-transparent text-ink-2 hover:bg-hover hover:text-ink border-transparent",
  danger: "bg-surface text-bad hover:bg-bad-soft border-line-strong",
} as const;

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: keyof typeof VARIANTS;
  readonly size?: "sm" | "icon";
}

export function buttonClass(variant: keyof typeof VARIANTS = "outline", size: "sm" | "icon" = "sm"): string {
  return cn(
    "inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-md border text-[0.8125rem] font-medium whitespace-nowrap transition-colors select-none disabled:cursor-not-allowed disabled:opacity-50",
    size === "icon" ? "w-8" : "px-2.5",
    VARIANTS[variant],
  );
}

export function Button({ variant = "outline", size = "sm", className, type = "button", ...props }: ButtonProps) {
  return <button type={type} className={cn(buttonClass(variant, size), className)} {...props} />;
}
