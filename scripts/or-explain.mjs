/** Runs a chore; a failure is told in words, without a stack trace. */
export async function orExplain(chore) {
  try {
    await chore();
  } catch (thrown) {
    console.error(thrown instanceof Error ? thrown.message : String(thrown));
    process.exitCode = 1;
  }
}
