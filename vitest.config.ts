import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Tests that start processes or wait for real time limits of a network: `npm test` runs them, `npm run check` does not. */
const PROCESSES = '**/*.process.test.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  test: {
    testTimeout: 20_000,
    maxWorkers: '100%',
    projects: [
      {
        // Nothing here is kept at module level, so files share their workers: half the time.
        test: {
          name: 'engine',
          environment: 'node',
          isolate: false,
          include: ['{shared,main,bench}/**/*.test.ts'],
          exclude: [PROCESSES],
        },
      },
      {
        test: {
          name: 'hosts',
          environment: 'node',
          include: ['{app,test}/**/*.test.ts'],
          exclude: [PROCESSES],
          alias: { electron: at('./app/electron/fake-electron.ts') },
        },
      },
      {
        test: { name: 'processes', environment: 'node', include: [`{main,app,test}/${PROCESSES}`] },
      },
      {
        // As above; what stores keep, a test of stores sets itself.
        test: { name: 'page logic', environment: 'jsdom', isolate: false, include: ['renderer/**/*.test.ts'] },
      },
      {
        plugins: [react()],
        test: {
          name: 'page',
          environment: 'jsdom',
          include: ['renderer/**/*.test.tsx'],
          setupFiles: [at('./test/dom-setup.ts')],
        },
      },
    ],
  },
});
