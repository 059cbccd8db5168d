// npm start: see scripts/launch.mjs. This file runs on any Node from 20 on.
import { runOnNode } from './on-node.mjs';

await runOnNode('scripts/launch.mjs', process.argv.slice(2));
