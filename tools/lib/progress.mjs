const FRAME_MS = 200;

/**
 * Shows that a long step is alive: one line that is rewritten on a terminal, a line every ten seconds elsewhere.
 * @param {string} title
 * @returns {{ note: (detail: string) => void, done: (detail?: string) => void }}
 */
export function startProgress(title) {
  const startedAt = Date.now();
  let detail = "";
  let lastPlainLine = 0;
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const line = () => `${title}… ${seconds()} s${detail ? `, ${detail}` : ""}`;
  const draw = () => {
    if (process.stdout.isTTY) return void process.stdout.write(`\r\u001b[2K${line()}`);
    if (Date.now() - lastPlainLine < 10_000) return;
    lastPlainLine = Date.now();
    process.stdout.write(`${line()}\n`);
  };
  draw();
  const timer = setInterval(draw, FRAME_MS);
  return {
    note: (text) => {
      detail = text;
    },
    done: (text = "done") => {
      clearInterval(timer);
      process.stdout.write(`${process.stdout.isTTY ? "\r\u001b[2K" : ""}${title}: ${text} (${seconds()} s)\n`);
    },
  };
}
