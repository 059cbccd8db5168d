// npm run test:servers: memories on real servers. Exit 1 where a test fails. Where a server cannot be had its tests are skipped
// and say why. A Qdrant that a person has started is used too: TROUPE_TEST_QDRANT=http://localhost:6333
import { startVitest } from 'vitest/node';
import VitestTally from '../../scripts/vitest-tally.mjs';
import { type RunningServer, startChroma } from './chroma-server.ts';

let chroma: RunningServer | { readonly missing: string };
try {
  chroma = await startChroma();
} catch (error) {
  chroma = { missing: error instanceof Error ? error.message : String(error) };
}
const env: Record<string, string> =
  'url' in chroma ? { TROUPE_TEST_CHROMA: chroma.url } : { TROUPE_TEST_CHROMA_MISSING: chroma.missing };
try {
  await startVitest('test', [], {
    config: false,
    watch: false,
    env,
    include: ['e2e/servers/*.conformance.ts'],
    reporters: ['default', new VitestTally('servers')],
    testTimeout: 60_000,
  });
} finally {
  if ('url' in chroma) await chroma.stop();
}
