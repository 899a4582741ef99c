import { controlBody } from "@spanledger/ledger";
import { describe, expect, test } from "vitest";
import { aRecord, makeExport, makeLog, makeSigner, type MadeLog } from "./make-export.ts";
import { failures, sampleFiles, scratchFile, verify, verifyBytes } from "./sample-export.ts";
import { run } from "../src/cli/run.ts";
import { writeZip } from "./zip-writer.ts";

const ORIGIN = "traces.example.org/log/a1/w01";
const exporter = makeSigner("traces.example.org/export");

function aLog(origin = ORIGIN, records = 40): MadeLog {
  const log = makeLog(origin);
  for (let at = 0; at < records; at += 1) {
    if (at % 5 === 4) log.appendForeign();
    else log.append(aRecord({ src: { id: "gateway", seq: at } }), { input: `Question ${at}`, output: "yes" });
  }
  return log;
}
const keysOf = (...logs: readonly MadeLog[]) => [...logs.map(({ origin }) => makeSigner(origin).key), exporter.key];

describe("an export of several logs", () => {
  const first = aLog();
  const second = aLog("traces.example.org/log/a1/w02", 17);
  const files = makeExport(
    [
      [first, first.files(8, 30)],
      [second, second.files(0, 17)],
    ],
    exporter,
  );
  const trusted = keysOf(first, second);

  test("passes, from a ZIP64 archive too", async () => {
    for (const zip64 of [false, true]) {
      const verification = await verifyBytes(writeZip(files, { zip64 }), { trusted });
      expect(failures(verification)).toEqual([]);
      expect(verification.verdict).toBe("pass");
      expect(verification.logs.map(({ origin, entries }) => [origin, entries])).toEqual([
        [first.origin, 22],
        [second.origin, 17],
      ]);
    }
  });

  test("cannot be verified while the key of one log is missing", async () => {
    expect((await verify(files, { trusted: keysOf(first) })).verdict).toBe("unverifiable");
  });

  test("fails without one of its logs, with a file changed, added or gone, and with another manifest", async () => {
    const without = new Map([...files].filter(([name]) => !name.startsWith("logs/1/")));
    const changed = new Map(files).set("README.md", Buffer.from("Nothing to see."));
    const added = new Map(files).set("report/report.html", Buffer.from("<p>All well</p>"));
    const gone = new Map([...files].filter(([name]) => name !== "README.md"));
    const manifest = (files.get("manifest.json") ?? Buffer.alloc(0)).toString();
    const other = new Map(files).set("manifest.json", Buffer.from(manifest.replace("0199-test", "0199-tesu")));
    const codes = [without, changed, added, gone, other].map(
      async (bad) => failures(await verify(bad, { trusted }))[0]?.code,
    );
    expect(await Promise.all(codes)).toEqual([
      "missing_log",
      "changed_file",
      "unlisted_file",
      "missing_file",
      "manifest",
    ]);
  });

  test("fails without the log that the reader pinned", async () => {
    const third = aLog("traces.example.org/log/a1/w03", 3);
    const since = [third.checkpoint(3)];
    const verification = await verify(files, { trusted: [...trusted, ...keysOf(third)], since });
    expect(failures(verification)[0]).toMatchObject({ code: "pinned_log_missing" });
  });
});

describe("a pin from before the range", () => {
  const log = aLog();
  const trusted = keysOf(log);
  const files = () => makeExport([[log, log.files(8, 30)]], exporter);
  const since = [log.checkpoint(5)];

  test("needs a proof, which may come beside the export", async () => {
    const alone = await verify(files(), { trusted, since });
    expect(alone.verdict).toBe("unverifiable");
    expect(alone.findings.find(({ level }) => level === "unverifiable")?.message).toContain("consistency-5-40.txt");
    const proof = log.files(0, 5).get("proofs/consistency-5-40.txt")?.toString() ?? "";
    expect((await verify(files(), { trusted, since, proofs: [proof] })).verdict).toBe("pass");
  });

  test("of another history is a fork, inside of the range too", async () => {
    const other = aLog();
    const proof = log.files(0, 5).get("proofs/consistency-5-40.txt")?.toString() ?? "";
    for (const size of [5, 8, 20, 30]) {
      const verification = await verify(files(), { trusted, since: [other.checkpoint(size)], proofs: [proof] });
      expect(failures(verification)[0]).toMatchObject({ code: "forked" });
    }
    expect(
      (await verify(files(), { trusted, since: [8, 20, 30, 40].map((size) => log.checkpoint(size)) })).verdict,
    ).toBe("pass");
  });
});

describe("erased content", () => {
  const erased = (log: MadeLog) => {
    const event = log.erase("erase_fields", [{ first: 10, last: 11, fields: ["input", "output"] }]);
    log.drop(10, "openings");
    log.drop(11, "openings");
    return event;
  };
  const codeOf = async (log: MadeLog, parts: Map<string, Buffer>) => {
    const verification = await verify(makeExport([[log, parts]], exporter), { trusted: keysOf(log) });
    return failures(verification)[0]?.code ?? verification.verdict;
  };

  test("passes with the event inside of the range, or proved beside it, and warns without", async () => {
    const log = aLog();
    const event = erased(log);
    expect(await codeOf(log, log.files(8, 41))).toBe("pass");
    expect(await codeOf(log, new Map([...log.files(8, 30), ...log.event(event, 41)]))).toBe("pass");
    expect(await codeOf(log, log.files(8, 30))).toBe("warnings");
  });

  test("is not excused by an event that is not in the log", async () => {
    const log = aLog();
    const event = erased(log);
    const other = aLog();
    erased(other);
    const forged = new Map([...log.files(8, 30), ...other.event(event, 41)]);
    forged.set(`events/${event}.tlog-proof`, log.event(event, 41).get(`events/${event}.tlog-proof`) ?? Buffer.alloc(0));
    expect(await codeOf(log, forged)).toBe("event_unproved");
  });

  test("of a whole record passes when an event covers it, and is an omission otherwise", async () => {
    const log = aLog();
    const event = log.erase("retention_expiry", [{ first: 10, last: 12 }]);
    for (const index of [10, 11, 12]) log.drop(index, "record");
    const claim = `{"first":10,"last":12,"body":true,"event":${event}}\n`;
    expect(await codeOf(log, new Map([...log.files(8, 41), ["erasures.jsonl", Buffer.from(claim)]]))).toBe("pass");
    expect(await codeOf(log, log.files(8, 41))).toBe("omitted");
    log.drop(13, "record");
    const wider = Buffer.from(claim.replace('"last":12', '"last":13'));
    expect(await codeOf(log, new Map([...log.files(8, 41), ["erasures.jsonl", wider]]))).toBe("omitted");
  });
});

test("a key that handed over by a rotation in the log is followed", async () => {
  const log = aLog();
  const fresh = makeSigner(ORIGIN, "the next key");
  const data = {
    event: "key_rotation",
    vkey: fresh.key.vkey,
    from_size: 41,
    reason: "yearly",
    dual_until_us: 9,
  } as const;
  const at = log.append(controlBody({ data, nowUs: 1_790_000_100_000_000, nonce: "ZI-OGToGwwdn5x-zKkqyqw" }));
  log.append(aRecord({}));
  const parts = log.files(8, 30);
  for (const [name, size] of [
    ["end", 30],
    ["latest", 42],
  ] as const) {
    parts.set(`checkpoints/${name}.checkpoint`, Buffer.from(log.checkpoint(size, [fresh])));
  }
  const trusted = [makeSigner(ORIGIN).key];
  const failed = await verify(makeExport([[log, parts]], exporter), { trusted });
  expect(failures(failed)[0]).toMatchObject({ code: "other_key" });
  for (const [name, bytes] of log.event(at, 41)) parts.set(name, bytes);
  expect((await verify(makeExport([[log, parts]], exporter), { trusted })).verdict).toBe("pass");
});

describe("an archive that must not be read", () => {
  const bytes = Buffer.from("x");
  const good = [["manifest.json", Buffer.from("{}")]] as const;
  const patch = (at: number, value: number) => (_: string, header: Buffer) => void header.writeUInt16LE(value, at);
  test.each([
    ["a path upwards", writeZip([...good, ["../x", bytes]]), 'unsafe name "../x"'],
    ["an absolute path", writeZip([...good, ["/etc/x", bytes]]), 'unsafe name "/etc/x"'],
    ["a name twice", writeZip([...good, ["a", bytes], ["a", bytes]]), "holds a twice"],
    ["an encrypted file", writeZip(good, { header: patch(8, 1) }), "manifest.json is encrypted"],
    ["an unknown method", writeZip(good, { header: patch(10, 14) }), "neither store nor deflate"],
    ["a symbolic link", writeZip(good, { header: patch(40, 0o120777) }), "is a symbolic link"],
    [
      "a size that bombs",
      writeZip(good, { header: (_, header) => void (header.writeUInt16LE(8, 10), header.writeUInt32LE(1e9, 24)) }),
      "does not allow",
    ],
    [
      "a size that is not true",
      writeZip([["manifest.json", Buffer.from("{}".repeat(90) + "abc")]], {
        header: (_, header) => void header.writeUInt32LE(200, 24),
      }),
      "manifest.json",
    ],
    ["no archive at all", Buffer.from("<html>Not found</html>"), "not a ZIP file"],
    ["its end cut off", writeZip(sampleFiles()).subarray(0, -30), "not a ZIP file"],
  ])("with %s is refused", async (_, zip, sentence) => {
    const verification = await verifyBytes(zip);
    expect(failures(verification)[0]).toMatchObject({
      code: "archive",
      message: expect.stringContaining(sentence) as string,
    });
  });

  test("or of a format that it does not know cannot be verified", async () => {
    const verification = await verify(new Map([["manifest.json", Buffer.from('{"format":"trace-export/9"}')]]));
    expect(verification.verdict).toBe("unverifiable");
  });
});

describe("the command", () => {
  const log = aLog();
  const path = scratchFile(writeZip(makeExport([[log, log.files(8, 30)]], exporter)));
  const key = makeSigner(ORIGIN).key.vkey;
  const call = async (...argv: string[]) => {
    let printed = "";
    const print = (text: string) => void (printed += text);
    return { code: await run(argv, { out: print, error: print }), printed };
  };

  test("prints the verdict and exits with 0, 1, 2 or 3", async () => {
    const broken = scratchFile(
      writeZip(new Map([...makeExport([[log, log.files(8, 30)]], exporter), ["x", Buffer.from("x")]])),
    );
    expect(await call(path, "--key", key)).toMatchObject({
      code: 0,
      printed: expect.stringContaining("\nPASS: ") as string,
    });
    expect(await call(broken, "--key", key)).toMatchObject({
      code: 1,
      printed: expect.stringContaining("FAIL  x is in the archive") as string,
    });
    expect(await call(path)).toMatchObject({
      code: 2,
      printed: expect.stringContaining("Authenticity not established") as string,
    });
    const withheld = log.files(8, 30);
    withheld.delete("openings.jsonl");
    const warned = scratchFile(writeZip(makeExport([[log, withheld]], exporter)));
    expect(await call(warned, "--key", key)).toMatchObject({
      code: 3,
      printed: expect.stringContaining("WARN") as string,
    });
  });

  test("takes keys and pins from files and prints JSON", async () => {
    const argv = ["--key", scratchFile(`${key}\n`), "--since", scratchFile(log.checkpoint(20)), "--json"];
    const { code, printed } = await call(path, ...argv);
    expect(code).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({
      verdict: "pass",
      exit_code: 0,
      logs: [{ origin: ORIGIN, start: 8, end: 30 }],
    });
  });

  test("says what to do when it is called wrongly", async () => {
    expect(await call()).toMatchObject({
      code: 2,
      printed: expect.stringMatching(/^Name one export file\.\n\nUsage/u) as string,
    });
    expect(await call(path, "--colour")).toMatchObject({ code: 2 });
    expect(await call("/nowhere.zip")).toMatchObject({
      code: 2,
      printed: expect.stringContaining("Cannot verify") as string,
    });
    expect(await call(path, "--key", "abc")).toMatchObject({
      code: 2,
      printed: expect.stringContaining("neither a vkey") as string,
    });
    expect((await call("--help")).code).toBe(0);
  });
});
