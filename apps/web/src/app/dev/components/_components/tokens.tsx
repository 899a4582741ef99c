import { Section } from "./section.tsx";

const SURFACES = ["canvas", "surface", "raised", "sunken", "hover"] as const;
const INKS = ["ink", "ink-2", "ink-3", "accent", "good", "warn", "bad"] as const;
const SERIES = ["0", "1", "2", "3", "4", "5", "6", "7", "other"] as const;

export function Tokens() {
  return (
    <Section title="Colours and type">
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-5">
        {SURFACES.map((name) => (
          <li key={name} className="rounded-md border p-3 text-xs" style={{ background: `var(--${name})` }}>
            {name}
          </li>
        ))}
      </ul>
      <p className="flex flex-wrap gap-x-4">
        {INKS.map((name) => (
          <span key={name} className="font-medium" style={{ color: `var(--${name})` }}>
            {name}
          </span>
        ))}
      </p>
      <ul className="flex flex-wrap gap-2">
        {SERIES.map((slot) => (
          <li key={slot} className="flex items-center gap-1.5 text-xs text-ink-2">
            <span aria-hidden className="size-4 rounded-xs" style={{ background: `var(--series-${slot})` }} />
            {slot}
          </li>
        ))}
      </ul>
      <div className="space-y-1">
        <p className="text-xl font-semibold tracking-tight">Headline figure €1,234.56</p>
        <p className="text-[0.9375rem] font-semibold tracking-tight">Page title</p>
        <p>Body text: Group by prompt version, then by model.</p>
        <p className="text-xs text-ink-3">Note: of prompt tokens</p>
        <p className="font-mono text-xs">4bf92f3577b34da6a3ce929d0e0e4736</p>
      </div>
    </Section>
  );
}
