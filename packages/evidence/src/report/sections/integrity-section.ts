import type { Section } from "../report.ts";
import type { ReportFacts } from "../report-facts.ts";

export function integritySection({ logs }: ReportFacts): Section {
  return {
    id: "integrity",
    title: "Integrity",
    notes: [
      "All entries of each range were hashed while this export was written and lead to the signed root; an export that does not is not made.",
      "Repeat it: npx @spanledger/verify export.zip --key <vkey from your contract>. A key inside the export proves nothing.",
      "Give --since an older checkpoint that you kept: only it, or a witness, shows that the history before was not rewritten.",
    ],
    figures: [],
    tables: [
      {
        query: "logs",
        title: "Logs",
        columns: ["Log", "From", "To", "Latest", "Entries", "Of the system", "Of others", "Late", "Root at the end"],
        rows: logs.map(({ origin, start, end, latest, entries, inScope, outOfScope, late, root }) => [
          origin,
          start,
          end,
          latest,
          entries,
          inScope,
          outOfScope,
          late,
          root,
        ]),
        empty: "No log has records of this period.",
      },
      {
        query: "logs",
        title: "Keys",
        columns: ["Key", "From size", "To size", "Reason"],
        rows: logs.flatMap(({ keys }) =>
          keys.map(({ vkey, fromSize, toSize, reason }) => [vkey, fromSize, toSize ?? "in use", reason]),
        ),
        empty: "No keys",
      },
    ],
  };
}
