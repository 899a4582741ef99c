"use client";
import { ListFilter, Plus } from "lucide-react";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { MenuSelect } from "#components/ui/menu-select.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Tip } from "#components/ui/tip.tsx";
import { notify } from "#lib/notify.ts";
import { LONG_NAME } from "./samples.ts";
import { Section } from "./section.tsx";

const VARIANTS = ["solid", "outline", "quiet", "danger"] as const;
const TONES = ["neutral", "accent", "warn", "bad", "good"] as const;
const CHOICES = [
  { value: "chart", label: "Chart" },
  { value: "table", label: "Table" },
] as const;
const OPTIONS = [
  { value: "feature", label: "Feature" },
  { value: "tenant", label: "Tenant" },
  { value: "long", label: LONG_NAME },
];

export function ControlStates() {
  const [choice, setChoice] = useState<"chart" | "table">("chart");
  const [option, setOption] = useState("feature");
  const [isOpen, setOpen] = useState(false);
  return (
    <Section title="Controls">
      <div className="flex flex-wrap items-center gap-2">
        {VARIANTS.map((variant) => (
          <Button key={variant} variant={variant}>
            {variant}
          </Button>
        ))}
        <Button disabled>disabled</Button>
        <Button size="icon" aria-label="Add">
          <Plus size={14} aria-hidden />
        </Button>
        <Segmented label="Show as" value={choice} options={CHOICES} onChange={setChoice} />
        <MenuSelect label="Group by" value={option} options={OPTIONS} onChange={setOption} />
        <MenuSelect label="Long" value="long" options={OPTIONS} onChange={setOption} />
        <Popover
          label="Filter"
          trigger={
            <Button variant="quiet">
              <ListFilter size={14} aria-hidden />
              Filter
            </Button>
          }
        >
          <p className="p-2">Content of a popover</p>
        </Popover>
        <Button onClick={() => setOpen(true)}>Open a dialog</Button>
        <Button onClick={() => notify("Price of gpt-4o saved.")}>Show a toast</Button>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {TONES.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
        <Kbd>⌘K</Kbd>
        <Tip content="Exact: $0.000420000001" className="underline decoration-dotted">
          Tooltip
        </Tip>
      </div>
      <div className="grid gap-3 sm:grid-cols-3">
        <TextField label="Name" placeholder="none" hint="As your calls send it" />
        <TextField label="Price" defaultValue="1,5" error="Use a point: 1.5" />
        <SelectField label="Currency" defaultValue="EUR">
          <option>EUR</option>
          <option>USD</option>
        </SelectField>
        <TextField label="Disabled" disabled defaultValue={LONG_NAME} />
      </div>
      <Dialog open={isOpen} onOpenChange={setOpen} title="A dialog" description="Escape or the cross closes it.">
        <TextField label="Name" />
      </Dialog>
    </Section>
  );
}
