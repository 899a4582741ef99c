export function Logo() {
  return (
    <span className="flex items-center gap-2 font-semibold tracking-tight">
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden>
        <rect x="1" y="2" width="16" height="3" rx="1.5" className="fill-ink" />
        <rect x="4" y="7.5" width="10" height="3" rx="1.5" className="fill-accent" />
        <rect x="4" y="13" width="6" height="3" rx="1.5" className="fill-ink-3" />
      </svg>
      Spanledger
    </span>
  );
}
