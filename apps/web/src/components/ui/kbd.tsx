export function Kbd({ children }: { readonly children: string }) {
  return (
    <kbd className="inline-flex min-w-5 items-center justify-center rounded border border-line-strong bg-sunken px-1 font-mono text-2xs text-ink-2">
      {children}
    </kbd>
  );
}
