import { JsonView } from "#components/json/json-view.tsx";
import type { RetrievedDocument } from "#lib/calls/read-documents.ts";

/** Retrieved documents in the order they came, each with its score; bars compare the scores of this list. */
export function DocumentList({ documents }: { readonly documents: readonly RetrievedDocument[] }) {
  const best = Math.max(0, ...documents.map(({ score }) => score ?? 0));
  return (
    <div>
      <h3 className="mb-1.5 text-xs font-medium text-ink-2">
        {documents.length} {documents.length === 1 ? "document" : "documents"}
      </h3>
      <ol className="space-y-2">
        {documents.map((document, index) => (
          <li key={`${document.id}-${index}`} className="rounded-md border px-3 py-2">
            <div className="flex items-center gap-3">
              <span className="min-w-0 flex-1 truncate font-mono text-xs">
                {document.id || `document ${index + 1}`}
              </span>
              {document.score !== null && best > 0 && document.score > 0 && (
                <span aria-hidden className="h-1.5 w-20 shrink-0 rounded-full bg-sunken">
                  <span
                    className="block h-full rounded-full bg-accent"
                    style={{ width: `${(document.score / best) * 100}%` }}
                  />
                </span>
              )}
              <span className="num shrink-0 text-xs">{scoreWords(document)}</span>
            </div>
            {document.content !== "" && (
              <p className="mt-1 line-clamp-4 break-words whitespace-pre-wrap text-ink-2">{document.content}</p>
            )}
            {document.metadata !== "" && (
              <div className="mt-2">
                <JsonView text={document.metadata} label="Metadata" />
              </div>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

function scoreWords({ score, distance }: RetrievedDocument): string {
  if (score !== null) return `score ${Number(score.toFixed(4))}`;
  return distance === null ? "no score" : `distance ${Number(distance.toFixed(4))}`;
}
