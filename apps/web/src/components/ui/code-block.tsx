import { CopyButton } from "./copy-button.tsx";

export function CodeBlock({ text }: { readonly text: string }) {
  return (
    <div className="relative rounded-md border bg-sunken">
      <CopyButton text={text} label="Copy" className="absolute top-1.5 right-1.5 bg-sunken" />
      <pre tabIndex={0} className="overflow-x-auto p-3 pr-10 font-mono text-xs leading-5">
        {text}
      </pre>
    </div>
  );
}
