// Entry of the process of local models under Electron. It is given a port to the engine, and nothing else.
import { serveWorker } from '../../main/models/llama/serve-worker.ts';
import { skipBinaryTest } from './skip-binary-test.ts';

skipBinaryTest();
process.parentPort.once('message', ({ ports: [port] }) => {
  if (port === undefined) return;
  const receive = serveWorker({ send: (message) => port.postMessage(message) });
  port.on('message', ({ data }) => receive(data));
  port.on('close', () => process.exit(0)); // the engine is gone
  port.start();
});
