// Runs in Deno, in the sandbox's process: carries lines between the engine and the worker in which code runs. Code never runs
// in this thread, so it hears at any time that the engine is gone, and ends the process then, whatever the code does.
// Argument: the address of Pyodide, or nothing where only JavaScript will run.
/* global Deno */
const worker = new Worker(new URL('./worker.mjs', import.meta.url), { type: 'module' });

/** @param {string} line */
function write(line) {
  // Code may have written to the standard output without ending its line.
  let bytes = new TextEncoder().encode(`\n${line}\n`);
  while (bytes.length > 0) bytes = bytes.subarray(Deno.stdout.writeSync(bytes));
}

worker.addEventListener('message', ({ data }) => write(String(data)));
worker.addEventListener('error', (event) => {
  event.preventDefault();
  console.error(event.message);
  Deno.exit(1);
});
worker.postMessage(JSON.stringify({ pyodide: Deno.args[0] ?? null }));

let rest = '';
for await (const piece of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
  const lines = (rest + piece).split('\n');
  rest = lines.pop() ?? '';
  for (const line of lines) worker.postMessage(line);
}
Deno.exit(0);
