import type { ExportLog } from "../log/export-log.ts";
import type { ExportRequest } from "./export-request.ts";

/** `README.md` of an export: what it proves, what it does not, and how to check it by hand. */
export function auditorReadme(request: ExportRequest, logs: readonly ExportLog[]): string {
  const [log] = logs;
  const first = log?.start.size ?? 0;
  return `# Evidence of ${request.system}

Export ${request.exportId} of the project ${request.project}, made by Spanledger. The manifest says the period and the purpose;
\`report/report.html\` is the readable part; \`schema/fields.md\` explains every field; \`settings/history.jsonl\` lists who
changed budgets, alerts, thresholds, keys, prices and record-keeping in the period.

## What it proves

- No entry of the logs between the start and the end of the range is missing, changed or moved: each is 96 bytes in
  \`logs/<n>/entries.bin\`, and together they lead to the Merkle root (RFC 9162) that the log's key signed.
- Every entry that carries the scope tag of the system is disclosed, with its record in \`records.jsonl\`.
- Content in \`openings.jsonl\` is the content that was logged: each field opens a salted commitment (RFC 9901) of its record.
- What is missing is either erased, by an event of the log that is proved too, or withheld, and counted as such.

## What it does not prove

- That what was logged is true, or that every event was sent to the log. Gaps are listed in the report.
- That the holder of the key did not rewrite the history as a whole. For that you need an older checkpoint (\`--since\`), a
  witness, or a time stamp: keep \`checkpoints/latest.checkpoint\` of this export for the next one.

## First: is it the right key?

The keys in \`keys/\` are here for convenience and prove nothing. Compare them with the key in your contract or on the
operator's site${log === undefined ? "." : `:\n\n    ${log.keys.at(-1)?.vkey ?? ""}`}

## With the verifier

    npx @spanledger/verify export.zip --key <vkey from your contract> --since <checkpoint that you kept>

0: passed. 1: something does not match. 2: cannot be verified (no key). 3: passed with warnings.

## By hand

In the folder of one log (\`cd logs/0\`); of the tools, only coreutils, awk and openssl 3 are needed:

1. The leaf hash of entry number K of the file (its index is ${first} + K):
   \`dd if=entries.bin bs=96 skip=K count=1 2>/dev/null | (printf '\\0'; cat) | sha256sum\`
2. The hash of record line R, which is the last 32 bytes of its entry:
   \`sed -n Rp records.jsonl | tr -d '\\n' | sha256sum\`
3. A commitment: the digest in the record's \`c\` is the SHA-256 of the opening's text, in base64url:
   \`printf %s 'DISCLOSURE' | openssl dgst -sha256 -binary | basenc --base64url | tr -d =\`
   The text itself, i.e. salt, name and value:
   \`printf %s== 'DISCLOSURE' | basenc --base64url -di 2>/dev/null\`
4. What a checkpoint's signature covers is the text up to and with the newline before the empty line:
   \`awk 'NF==0{exit} {print}' checkpoints/end.checkpoint > note.txt\`
   The signature is the last 64 bytes of the line below it. For a week after a change of keys there are two such lines, the
   newer key's first; then \`tail -1\` goes with \`keys/0.vkey\`, \`head -1\` with \`keys/1.vkey\`:
   \`grep '^— ' checkpoints/end.checkpoint | head -1 | awk '{print $3}' | base64 -d | tail -c 64 > sig.bin\`
5. The public key is the last 32 bytes of the key's base64 part; in DER, and the check:
   \`(printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'; cut -d+ -f3- ../../keys/0.vkey | base64 -d | tail -c 32) > pub.der\`
   \`openssl pkeyutl -verify -pubin -keyform DER -inkey pub.der -rawin -in note.txt -sigfile sig.bin\`
6. A file of the archive, against the hash that \`manifest.json\` has for it:
   \`sha256sum ../../report/report.json\`
7. A time stamp (RFC 3161) of a checkpoint of log number N, if \`anchors/\` has one; the certificate is that of the
   authority, from the authority:
   \`openssl ts -verify -data anchors/N-SIZE.checkpoint -in anchors/N-SIZE.tsr -CAfile authority.pem\`

A proof of one record (\`proofs/<index>.tlog-proof\`) is in the form of c2sp.org/tlog-proof, a checkpoint in that of
c2sp.org/tlog-checkpoint: other tools read them too.
`;
}
