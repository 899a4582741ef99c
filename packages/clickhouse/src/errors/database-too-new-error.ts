/** The database was written by a newer version; going on with older code could misread it. */
export class DatabaseTooNewError extends Error {
  override readonly name = "DatabaseTooNewError";

  constructor(found: number, known: number) {
    super(
      `The database is at migration ${found}, this version knows ${known}: start the newer version, or another data folder.`,
    );
  }
}
