/** The data folder belongs to another running process: the embedded engine takes one process per folder. */
export class StoreLockedError extends Error {
  override readonly name = "StoreLockedError";

  constructor(path: string, cause: unknown) {
    super(
      `The data folder ${path} is in use by another process: stop that one, or set SPANLEDGER_DATA_DIR to another folder.`,
      { cause },
    );
  }
}
