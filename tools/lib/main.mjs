/**
 * Runs a command's work and sets the exit code; what it throws is a sentence for the user.
 * @param {() => Promise<number | void>} work resolves with an exit code, 0 when left out
 */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
