import PdfDocument from "pdfkit";
import { figureText } from "./render-html.ts";
import type { Report, Section, Table } from "./report.ts";

const MARGIN = 48;
const SOFT = "#71717a";
/** A list longer than this is in report.json and report.html; on paper it would be a book. */
const MAX_ROWS = 400;

/** The same report on A4 pages. */
export async function renderPdf(report: Report): Promise<Buffer> {
  const document = new PdfDocument({
    size: "A4",
    margin: MARGIN,
    bufferPages: true,
    info: { Title: report.title, CreationDate: new Date(report.createdAt) },
  });
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve, reject) => {
    document.on("end", resolve);
    document.on("error", reject);
  });
  document.font("Helvetica-Bold").fontSize(18).text(plain(report.title));
  document.font("Helvetica").fontSize(9).fillColor(SOFT).text(`Made ${report.createdAt}`).fillColor("black");
  for (const section of report.sections) writeSection(document, section);
  numberPages(document);
  document.end();
  await done;
  return Buffer.concat(chunks);
}

type Document = InstanceType<typeof PdfDocument>;

function writeSection(document: Document, { title, notes, figures, tables }: Section): void {
  document.moveDown(1.5).font("Helvetica-Bold").fontSize(13).text(plain(title));
  document.font("Helvetica").fontSize(9);
  for (const note of notes) document.moveDown(0.3).text(plain(note));
  document.moveDown(0.3);
  for (const { label, value, query } of figures) {
    document.fillColor(SOFT).text(`${plain(label)} [${query}]: `, { continued: true });
    document.fillColor("black").text(plain(figureText(value)));
  }
  for (const table of tables) writeTable(document, table);
}

function writeTable(document: Document, { query, title, columns, rows, empty }: Table): void {
  document
    .moveDown(0.8)
    .font("Helvetica-Bold")
    .fontSize(9.5)
    .text(`${plain(title)} [${query}]`);
  document.font("Helvetica").fontSize(8);
  if (rows.length === 0) {
    document.fillColor(SOFT).text(plain(empty)).fillColor("black");
    return;
  }
  document.table({
    columnStyles: columnWidths(columns, rows, document.page.width - 2 * MARGIN),
    rowStyles: (row) => (row === 0 ? { backgroundColor: "#f4f4f5" } : undefined),
    defaultStyle: { border: { bottom: 0.5 }, borderColor: "#d4d4d8", padding: 3 },
    data: [
      columns.map((name) => plain(name)),
      ...rows.slice(0, MAX_ROWS).map((row) => row.map((cell) => plain(figureText(cell)))),
    ],
  });
  document.x = MARGIN;
  if (rows.length > MAX_ROWS) {
    document
      .moveDown(0.3)
      .fillColor(SOFT)
      .text(`${rows.length - MAX_ROWS} more rows in report.html.`)
      .fillColor("black");
  }
}

/** Columns as wide as what stands in them asks for, none so narrow or wide that the others cannot be read. */
function columnWidths(columns: Table["columns"], rows: Table["rows"], width: number): number[] {
  const wishes = columns.map((name, at) => {
    const longest = Math.max(name.length, ...rows.slice(0, MAX_ROWS).map((row) => figureText(row[at] ?? "").length));
    return Math.min(40, Math.max(8, longest));
  });
  const total = wishes.reduce((sum, wish) => sum + wish, 0);
  return wishes.map((wish) => (width * wish) / total);
}

function numberPages(document: Document): void {
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    document.switchToPage(page);
    document.page.margins.bottom = 0;
    document.fontSize(8).fillColor(SOFT);
    document.text(`${page + 1} / ${count}`, MARGIN, document.page.height - 30, { align: "right" });
  }
}

/** The built-in fonts know Windows-1252 alone: what they lack is shown as a question mark, never as another letter. */
function plain(text: string): string {
  return text.replace(/[^\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018-\u201d\u20ac]/gu, "?");
}
