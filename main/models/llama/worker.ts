// Entry of the process of local models. Native code runs here and nowhere else: when it dies, the engine does not.
import { serveWorker } from './serve-worker.ts';

const receive = serveWorker({ send: (message) => void process.send?.(message) });
process.on('message', receive);
process.on('disconnect', () => process.exit(0)); // the engine is gone
