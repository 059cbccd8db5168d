// Entry of the command line. Nothing is imported before the Node that runs it is known to be able to.
const OLDEST_MAJOR = 22;

if (Number(process.versions.node.split('.')[0]) < OLDEST_MAJOR) {
  process.stderr.write(`Troupe needs Node ${OLDEST_MAJOR} or newer; this is Node ${process.versions.node}.\n`);
  process.exitCode = 1;
} else {
  const { runCommandLine } = await import('./command-line.ts');
  await runCommandLine(process.argv.slice(2));
}

export {};
