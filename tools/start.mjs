// `npm start`: plain Node and nothing else, because it runs before anything is installed.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Spanledger needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

const { main } = await import("./lib/main.mjs");
await main(async () => {
  const { installIfNeeded } = await import("./lib/install.mjs");
  const { buildIfStale } = await import("./lib/build.mjs");
  const { serve } = await import("./lib/serve.mjs");
  await installIfNeeded();
  await buildIfStale();
  return serve(process.argv.slice(2));
});
