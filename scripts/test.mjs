// npm test: see scripts/run-tests.mjs. This file runs on any Node from 20 on.
import { runOnNode } from './on-node.mjs';

await runOnNode('scripts/run-tests.mjs', process.argv.slice(2));
