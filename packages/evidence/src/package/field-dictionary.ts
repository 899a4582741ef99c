const FIELDS: readonly (readonly [field: string, meaning: string, articles: string])[] = [
  ["v, kind", "Version of the schema; what kind of record it is", "12(1)"],
  ["sys, sysv", "System that the record is about, and its version", "11, Annex IV; 12(2)(a)"],
  ["env, role, annex3", "Environment; role of the operator; point of Annex III", "12(2)(a), 26"],
  [
    "start_us, end_us",
    "Begin and end of the event, microseconds since 1970 UTC, by the clock of its source",
    "12(3)(a), 12(2)",
  ],
  ["trace, span, parent", "Ids that tie events of one request together", "12(2)"],
  ["src", "Source that captured the event, with its counter: a gap is an event that never came", "12(1)"],
  ["op, model", "Operation; provider, model asked for, model that answered", "11, Annex IV; 25; 72"],
  ["cfg", "Prompt, policy, tools and instructions for use in force", "11, Annex IV; 26(1)"],
  ["refdb", "Reference data that was used", "10, 12(3)(b)(c)"],
  ["usage, fin, status, err", "Tokens, reason of the end, outcome, error code", "15, 72"],
  ["guard, risk", "Guardrail results and risk codes", "9, 12(2)(a), 15(5)"],
  ["oversight", "Whether a person had to review, and whether one did", "14, 26(2)"],
  ["notice", "Whether people were told, and whether output was marked", "50, 26(7), 26(11)"],
  ["c", "Digest of each content field: base64url(SHA-256(base64url([salt, name, value])))", "12(3)(c), 72, 86"],
  [
    "d",
    "Data of records that are no observation: a review, an incident, a change, an evaluation, an erasure",
    "9, 14, 20, 72, 73",
  ],
  ["n", "16 random bytes: the hash of a record says nothing about it once its text is gone", ""],
];

/** `schema/fields.md`: how the log is read, as Article 13(3)(f) asks of instructions for use. */
export function fieldDictionary(): string {
  const rows = FIELDS.map(([field, meaning, articles]) => `| ${field} | ${meaning} | ${articles} |`);
  return `# Fields of a record

Each line of \`records.jsonl\` is one record. \`record.v1.schema.json\` is the exact form; this is what it means.

| Field | Meaning | Articles |
| --- | --- | --- |
${rows.join("\n")}

Content is never in a record. \`openings.jsonl\` holds, for each record that has some, \`{"i": index, "d": {field: text}}\`:
the text is base64url of the JSON list [salt, field, value]. A field without an opening was erased (\`erasures.jsonl\` and
the event it names) or withheld (the manifest's redaction).
`;
}
