import { openPart, type PartWriter } from "../zip/open-part.ts";
import type { ZipPart } from "../zip/zip-part.ts";

/** The files of an export while it is made. */
export interface ExportFolder {
  /** A file to be streamed; it belongs to the export once it is ended. */
  readonly open: (name: string) => PartWriter;
  readonly write: (name: string, content: Buffer | string) => Promise<void>;
  readonly parts: () => readonly ZipPart[];
}

/** Packs the files into `directory`, which must exist. */
export function createExportFolder(directory: string): ExportFolder {
  const parts: ZipPart[] = [];
  const open = (name: string): PartWriter => {
    const writer = openPart(directory, name);
    return {
      write: writer.write,
      async end() {
        const part = await writer.end();
        parts.push(part);
        return part;
      },
    };
  };
  return {
    open,
    async write(name, content) {
      const writer = open(name);
      await writer.write(Buffer.from(content as string));
      await writer.end();
    },
    parts: () => parts,
  };
}
