import { share } from "./build-report.ts";
import type { Cell, Ratio, Report, Section, Table } from "./report.ts";

const STYLE = `
:root { color-scheme: light dark; --line: #d4d4d8; --soft: #71717a; }
@media (prefers-color-scheme: dark) { :root { --line: #3f3f46; --soft: #a1a1aa; } }
body { font: 15px/1.55 system-ui, sans-serif; max-width: 68rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.5rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem; }
h3 { font-size: .95rem; margin: 1.5rem 0 .5rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .85rem; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
dl { display: grid; grid-template-columns: minmax(10rem, 22rem) 1fr; gap: .25rem 1rem; } dt { color: var(--soft); } dd { margin: 0; }
.query { color: var(--soft); font-size: .75rem; } .empty { color: var(--soft); }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
`;

/** One self-contained page: no script, nothing from the network. */
export function renderHtml(report: Report): string {
  const queries = Object.entries(report.queries)
    .map(([id, meaning]) => `<dt>${escape(id)}</dt><dd>${escape(meaning)}</dd>`)
    .join("");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(report.title)}</title><style>${STYLE}</style></head><body>
<h1>${escape(report.title)}</h1><p class="query">Made ${escape(report.createdAt)}</p>
${report.sections.map(renderSection).join("\n")}
<h2>How the numbers came about</h2><dl>${queries}</dl></body></html>
`;
}

function renderSection({ id, title, notes, figures, tables }: Section): string {
  const list = figures.map(
    ({ query, label, value }) =>
      `<dt>${escape(label)} <span class="query">[${escape(query)}]</span></dt><dd>${escape(figureText(value))}</dd>`,
  );
  return `<h2 id="${escape(id)}">${escape(title)}</h2>
${notes.map((note) => `<p>${escape(note)}</p>`).join("")}
${list.length === 0 ? "" : `<dl>${list.join("")}</dl>`}
${tables.map(renderTable).join("")}`;
}

function renderTable({ query, title, columns, rows, empty }: Table): string {
  const head = `<h3>${escape(title)} <span class="query">[${escape(query)}]</span></h3>`;
  if (rows.length === 0) return `${head}<p class="empty">${escape(empty)}</p>`;
  const cells = (row: readonly Cell[]): string =>
    row
      .map((cell) => `<td${typeof cell === "number" ? ' class="number"' : ""}>${escape(figureText(cell))}</td>`)
      .join("");
  return `${head}<div class="wide"><table><thead><tr>${columns.map((name) => `<th scope="col">${escape(name)}</th>`).join("")}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join("")}</tbody></table></div>`;
}

/** A figure as text; a share always with its numerator and denominator. */
export function figureText(value: Cell | Ratio): string {
  if (value === null) return "";
  if (typeof value === "number") return value.toLocaleString("en-GB");
  if (typeof value === "string") return value;
  if (value.of === 0) return "No records";
  return `${value.count.toLocaleString("en-GB")} of ${value.of.toLocaleString("en-GB")} (${share(value)})`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
