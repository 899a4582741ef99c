import { randomBytes } from "node:crypto";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createSigner, formatSigningKey, type Signer } from "@spanledger/ledger";

const NAME = "spanledger.local/export";

/** The key that signs manifests: made once, kept with mode 0600 beside the exports. It is not a log's key. */
export async function exportSigner(folder: string): Promise<Signer> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, "signing.key");
  const made = formatSigningKey(NAME, randomBytes(32)).secret;
  try {
    const file = await open(path, "wx", 0o600);
    await file.writeFile(`${made}\n`);
    await file.sync();
    await file.close();
    return createSigner(made);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return createSigner(await readFile(path, "utf8"));
  }
}
