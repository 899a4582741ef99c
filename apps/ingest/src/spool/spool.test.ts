import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aBatch, aDirectory, spoolOptions } from "../../test/spool-fixture.ts";
import { createSpool } from "./create-spool.ts";
import { SpoolFullError, SpoolLockedError } from "./errors.ts";
import type { SpoolFile, SpoolFileSystem } from "./file-system.ts";
import { nodeFileSystem } from "./node-file-system.ts";
import { readSegment } from "./read-segment.ts";
import type { Spool, SpoolBatch } from "./spool.ts";

describe("an acknowledged batch", () => {
  test("is read back byte for byte, in order, after the process is gone", async () => {
    const directory = aDirectory();
    const batches = [aBatch(1, 3), aBatch(4, 1), aBatch(5, 2)];
    const spool = await createSpool(spoolOptions(directory));
    for (const batch of batches) await spool.append(batch);
    await spool.close();
    expect(await spansOf(directory)).toEqual(Buffer.concat(batches.map(spansBytes)));
  });

  test("shares its fsync with the requests that arrive meanwhile", async () => {
    const { fileSystem, counts } = counting();
    const spool = await createSpool(spoolOptions(aDirectory(), { fileSystem, commitDelayMs: 5 }));
    await Promise.all(Array.from({ length: 50 }, (_, index) => spool.append(aBatch(index + 1, 1))));
    expect(counts.syncs).toBeLessThan(5);
    expect(spool.stats().pendingBytes).toBe(0);
    await spool.close();
  });

  test("is not acknowledged before its fsync has returned", async () => {
    const order: string[] = [];
    const fileSystem = wrapped((file) => ({
      ...file,
      sync: async () => {
        await file.sync();
        order.push("synced");
      },
    }));
    const spool = await createSpool(spoolOptions(aDirectory(), { fileSystem }));
    await spool.append(aBatch(1, 1)).then(() => order.push("acknowledged"));
    expect(order).toEqual(["synced", "acknowledged"]);
    await spool.close();
  });
});

describe("damage", () => {
  test("power loss at any byte of the last write keeps every commit before it", async () => {
    const { directory, path, sizes } = await segmentOf([aBatch(1, 2), aBatch(3, 2), aBatch(5, 2)]);
    const whole = readFileSync(path);
    for (let length = sizes[1] ?? 0; length < (sizes[2] ?? 0); length += 97) {
      writeFileSync(path, whole.subarray(0, length));
      expect(await commitsIn(directory)).toBe(2);
    }
  });

  test("unwritten blocks that read as zeros are cut like a torn write", async () => {
    const { directory, path, sizes } = await segmentOf([aBatch(1, 2), aBatch(3, 2)]);
    const bytes = readFileSync(path).subarray(0, sizes[1]);
    bytes.fill(0, sizes[0]);
    writeFileSync(path, bytes);
    const parsed = await readSegment(await firstSegment(directory));
    expect(parsed).toMatchObject({ damages: [], tornBytes: (sizes[1] ?? 0) - (sizes[0] ?? 0) });
    expect(parsed.commits).toHaveLength(1);
  });

  test("a flipped bit anywhere costs at most the commit it is in, and is noticed", async () => {
    const { directory, path, sizes } = await segmentOf([aBatch(1, 2), aBatch(3, 2), aBatch(5, 2)]);
    const whole = readFileSync(path);
    for (let at = 0; at < (sizes[2] ?? 0); at += 131) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ 0x10;
      writeFileSync(path, flipped);
      const parsed = await readSegment(await firstSegment(directory));
      expect(parsed.damages.length, `bit at ${at}`).toBeGreaterThan(0);
      expect(parsed.commits.length, `bit at ${at}`).toBeGreaterThanOrEqual(2);
    }
  });
});

describe("a full or failing disk", () => {
  test("refuses, keeps what it acknowledged, and takes data again when there is room", async () => {
    const disk = { full: false };
    const fileSystem = wrapped((file) => ({
      ...file,
      write: async (buffers, position) => {
        if (!disk.full) return file.write(buffers, position);
        const [first] = buffers;
        if (first !== undefined) await file.write([first.subarray(0, first.length / 2)], position);
        throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
      },
    }));
    const directory = aDirectory();
    const spool = await createSpool(spoolOptions(directory, { fileSystem }));
    await spool.append(aBatch(1, 1));
    disk.full = true;
    await expect(spool.append(aBatch(2, 1))).rejects.toMatchObject({ reason: "disk", retryAfterSeconds: 10 });
    await expect(spool.append(aBatch(2, 1))).rejects.toThrow(SpoolFullError);
    disk.full = false;
    await spool.append(aBatch(3, 1));
    await spool.close();
    expect(await spansOf(directory)).toEqual(Buffer.concat([aBatch(1, 1), aBatch(3, 1)].map(spansBytes)));
  });

  test("never trusts a file again whose fsync failed", async () => {
    let failing = false;
    const fileSystem = wrapped((file) => ({
      ...file,
      sync: () => (failing ? Promise.reject(new Error("EIO: i/o error, fdatasync")) : file.sync()),
    }));
    const directory = aDirectory();
    const spool = await createSpool(spoolOptions(directory, { fileSystem }));
    await spool.append(aBatch(1, 1));
    failing = true;
    await expect(spool.append(aBatch(2, 1))).rejects.toThrow(SpoolFullError);
    failing = false;
    await spool.append(aBatch(3, 1));
    await spool.close();
    expect(segmentFiles(directory)).toHaveLength(2);
    expect(await spansOf(directory)).toEqual(Buffer.concat([aBatch(1, 1), aBatch(3, 1)].map(spansBytes)));
  });

  test("refuses beyond its quota with a time to come back", async () => {
    const batch = aBatch(1, 10);
    const spool = await createSpool(spoolOptions(aDirectory(), { maxBytes: spansBytes(batch).length * 4 }));
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => spool.append(batch)));
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.reason).toMatchObject({ reason: "quota", retryAfterSeconds: 10 });
    expect(outcomes[0]?.status).toBe("fulfilled");
    await spool.close();
  });

  test("leaves ClickHouse the last of the disk", async () => {
    const fileSystem = { ...nodeFileSystem, freeBytes: async () => 1_000 };
    const spool = await createSpool(spoolOptions(aDirectory(), { fileSystem, minFreeBytes: 2_000 }));
    await expect(spool.append(aBatch(1, 1))).rejects.toMatchObject({ reason: "disk" });
    await spool.close();
  });
});

describe("one writer", () => {
  test("a second process is told who has the folder, and the folder is free once that is killed", async () => {
    const directory = aDirectory();
    const script = `import { createSpool } from ${JSON.stringify(new URL("./create-spool.ts", import.meta.url).href)};
      await createSpool(${JSON.stringify(spoolOptions(directory))}); console.log("open"); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      cwd: import.meta.dirname,
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    await expect(createSpool(spoolOptions(directory))).rejects.toThrow(`is in use by process ${child.pid}`);
    child.kill("SIGKILL");
    await once(child, "exit");
    await (await createSpool(spoolOptions(directory))).close();
  });

  test("the same process cannot open it twice", async () => {
    const directory = aDirectory();
    const spool = await createSpool(spoolOptions(directory));
    await expect(createSpool(spoolOptions(directory))).rejects.toThrow(SpoolLockedError);
    await spool.close();
  });
});

test("segments grow while the loader is busy and are sealed by age when it waits", async () => {
  const spool = await createSpool(spoolOptions(aDirectory(), { segmentMaxAgeMs: 20 }));
  await spool.append(aBatch(1, 1));
  const first = await spool.take();
  expect(first?.acknowledgedBytes).toBeGreaterThan(0);
  await spool.append(aBatch(2, 1));
  await new Promise((resolve) => setTimeout(resolve, 60));
  await spool.append(aBatch(3, 1));
  if (first !== null) await spool.release(first);
  const second = await spool.take();
  expect(second === null ? 0 : (await readSegment(second)).commits.length).toBe(2);
  await spool.close();
});

test("a loader that asks just when a commit ends gets what is there, also on a slow disk", async () => {
  for (const ticks of [0, 1, 2, 3, 4, 5, 6]) {
    const fileSystem = wrapped((file) => ({
      ...file,
      sync: async () => {
        await file.sync();
        await new Promise((resolve) => setTimeout(resolve, 40));
      },
    }));
    const spool = await createSpool(spoolOptions(aDirectory(), { fileSystem, segmentMaxAgeMs: 10 }));
    await spool.append(aBatch(1, 1));
    for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
    const taken = await spool.take();
    expect(taken?.acknowledgedBytes).toBeGreaterThan(0);
    await spool.close();
  }
});

test("an old file that was never written is removed, and numbers are not used again", async () => {
  const directory = aDirectory();
  await (await createSpool(spoolOptions(directory))).close();
  writeFileSync(join(directory, "000000000041-old.segment"), "");
  const spool = await createSpool(spoolOptions(directory));
  await spool.append(aBatch(1, 1));
  expect(segmentFiles(directory)).toEqual(["000000000042-test.segment"]);
  await spool.close();
});

function spansBytes(batch: SpoolBatch): Uint8Array {
  return batch.spans?.bytes ?? new Uint8Array();
}

function segmentFiles(directory: string): string[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith(".segment"))
    .sort();
}

/** Everything that a reader would load, in order. */
async function spansOf(directory: string): Promise<Buffer> {
  const spool = await createSpool(spoolOptions(directory));
  await spool.seal();
  const parts = await drain(spool);
  await spool.close();
  return Buffer.concat(parts);
}

async function drain(spool: Spool): Promise<Buffer[]> {
  const segment = await spool.take();
  if (segment === null) return [];
  const { commits } = await readSegment(segment);
  await spool.release(segment);
  const own = commits.map(({ header, payload }) => payload.subarray(0, header.bytes[0]));
  return [...own, ...(await drain(spool))];
}

async function firstSegment(directory: string): Promise<{ path: string; id: number; acknowledgedBytes: number }> {
  const [name] = segmentFiles(directory);
  return { path: join(directory, name ?? ""), id: Number.parseInt(name ?? "", 10), acknowledgedBytes: Infinity };
}

async function commitsIn(directory: string): Promise<number> {
  return (await readSegment(await firstSegment(directory))).commits.length;
}

/** A segment as a killed process leaves it: no seal. `sizes` is its length after each batch. */
async function segmentOf(
  batches: readonly SpoolBatch[],
): Promise<{ directory: string; path: string; sizes: number[] }> {
  const directory = aDirectory();
  const spool = await createSpool(spoolOptions(directory, { segmentMaxAgeMs: 1_000 }));
  const sizes: number[] = [];
  for (const batch of batches) {
    await spool.append(batch);
    sizes.push(spool.stats().bytes);
  }
  const [name] = segmentFiles(directory);
  const path = join(directory, name ?? "");
  await spool.close();
  truncateSync(path, sizes.at(-1));
  return { directory, path, sizes };
}

function wrapped(wrap: (file: SpoolFile) => SpoolFile): SpoolFileSystem {
  return { ...nodeFileSystem, create: async (path) => wrap(await nodeFileSystem.create(path)) };
}

function counting(): { fileSystem: SpoolFileSystem; counts: { syncs: number } } {
  const counts = { syncs: 0 };
  const fileSystem = wrapped((file) => ({
    ...file,
    sync: () => {
      counts.syncs += 1;
      return file.sync();
    },
  }));
  return { fileSystem, counts };
}
