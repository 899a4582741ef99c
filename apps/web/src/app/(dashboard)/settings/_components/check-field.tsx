import { useId, type InputHTMLAttributes } from "react";

export function CheckField({
  label,
  ...props
}: Omit<InputHTMLAttributes<HTMLInputElement>, "type"> & { readonly label: string }) {
  const id = useId();
  return (
    <div className="flex min-h-8 items-center gap-2">
      <input id={id} type="checkbox" className="size-4 accent-(--accent)" {...props} />
      <label htmlFor={id}>{label}</label>
    </div>
  );
}
