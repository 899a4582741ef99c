"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";
import { Segmented } from "#components/ui/segmented.tsx";

const OPTIONS = [
  { value: "light", label: <Sun size={13} aria-hidden />, name: "Light" },
  { value: "system", label: <Monitor size={13} aria-hidden />, name: "Like the system" },
  { value: "dark", label: <Moon size={13} aria-hidden />, name: "Dark" },
] as const;

export function ThemeToggle() {
  const { theme, setTheme } = useTheme();
  const mounted = useSyncExternalStore(
    subscribeNever,
    () => true,
    () => false,
  );
  return (
    <Segmented
      label="Colour theme"
      value={mounted ? (theme ?? "system") : "system"}
      options={OPTIONS}
      onChange={setTheme}
    />
  );
}

function subscribeNever(): () => void {
  return () => undefined;
}
