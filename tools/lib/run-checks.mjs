/**
 * Runs the checks one after another and prints a line for each, with the output of those that fail.
 * @param {readonly { name: string, check: () => Promise<{ passed: boolean, output: string }> }[]} checks
 * @returns {Promise<{ name: string, passed: boolean }[]>}
 */
export async function runChecks(checks) {
  const results = [];
  for (const { name, check } of checks) {
    const startedAt = Date.now();
    const { passed, output } = await check().catch((error) => ({ passed: false, output: String(error) }));
    if (!passed) process.stdout.write(`${output.trimEnd()}\n`);
    process.stdout.write(
      `${passed ? "ok    " : "FAILED"} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)\n`,
    );
    results.push({ name, passed });
  }
  return results;
}
