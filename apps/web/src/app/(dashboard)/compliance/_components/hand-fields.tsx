import { SelectField, TextField } from "#components/ui/field.tsx";
import { CheckField } from "../../settings/_components/check-field.tsx";
import { ACTIONS, CHANGED, type HandDraft, type HandKind, SUBSTANTIAL } from "./hand-draft.ts";

export interface HandFieldsProps {
  readonly kind: HandKind;
  readonly draft: HandDraft;
  readonly onChange: (change: Partial<HandDraft>) => void;
}

/** The fields of one kind of record. */
export function HandFields(props: HandFieldsProps) {
  switch (props.kind) {
    case "oversight":
      return <ReviewFields {...props} />;
    case "change":
      return <ChangeFields {...props} />;
    case "risk":
      return <RiskFields {...props} />;
    case "notice":
      return <NoticeFields {...props} />;
  }
}

function ReviewFields({ draft, onChange }: HandFieldsProps) {
  return (
    <>
      <TraceField draft={draft} onChange={onChange} isRequired />
      <Choice label="Decision" value={draft.action} of={ACTIONS} onChange={(action) => onChange({ action })} />
      <TextField
        label="Who"
        hint="Kept apart from the log: it holds a salted commitment only."
        required
        value={draft.reviewer}
        onChange={({ target }) => onChange({ reviewer: target.value })}
      />
      <TextField
        label="Role"
        hint="A code, such as clerk: it stands in the log."
        pattern="[a-z0-9][a-z0-9_.:\-]{0,63}"
        value={draft.role}
        onChange={({ target }) => onChange({ role: target.value })}
      />
      <TextField label="Note" value={draft.note} onChange={({ target }) => onChange({ note: target.value })} />
    </>
  );
}

function ChangeFields({ draft, onChange }: HandFieldsProps) {
  return (
    <>
      <Choice label="What changed" value={draft.what} of={CHANGED} onChange={(what) => onChange({ what })} />
      <TextField label="From version" value={draft.from} onChange={({ target }) => onChange({ from: target.value })} />
      <TextField
        label="To version"
        required
        value={draft.to}
        onChange={({ target }) => onChange({ to: target.value })}
      />
      <Choice
        label="Substantial modification"
        value={draft.substantial}
        of={SUBSTANTIAL}
        onChange={(substantial) => onChange({ substantial })}
      />
    </>
  );
}

function RiskFields({ draft, onChange }: HandFieldsProps) {
  return (
    <>
      <TextField
        label="Risks"
        hint="Codes with commas between, such as bias, wrong_person."
        required
        value={draft.risks}
        onChange={({ target }) => onChange({ risks: target.value })}
      />
      <TraceField draft={draft} onChange={onChange} />
    </>
  );
}

function NoticeFields({ draft, onChange }: HandFieldsProps) {
  return (
    <fieldset className="space-y-2">
      <legend className="mb-1 text-xs font-medium text-ink-2">From now on</legend>
      <CheckField
        label="People are told that it is AI"
        checked={draft.isDisclosed}
        onChange={({ target }) => onChange({ isDisclosed: target.checked })}
      />
      <CheckField
        label="Affected persons are informed"
        checked={draft.isInformed}
        onChange={({ target }) => onChange({ isInformed: target.checked })}
      />
      <CheckField
        label="Outputs are marked"
        checked={draft.isMarked}
        onChange={({ target }) => onChange({ isMarked: target.checked })}
      />
    </fieldset>
  );
}

function TraceField({
  draft,
  onChange,
  isRequired = false,
}: Pick<HandFieldsProps, "draft" | "onChange"> & { readonly isRequired?: boolean }) {
  return (
    <TextField
      label="Trace id"
      hint="32 hex digits, as the trace's page shows it."
      required={isRequired}
      pattern="[0-9a-f]{32}"
      value={draft.trace}
      onChange={({ target }) => onChange({ trace: target.value.trim() })}
    />
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly of: readonly Value[];
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, value, of, onChange }: ChoiceProps<Value>) {
  return (
    <SelectField label={label} value={value} onChange={({ target }) => onChange(target.value as Value)}>
      {of.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
