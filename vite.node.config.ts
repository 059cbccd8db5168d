// What runs outside the page. Mode 'node': terminal, Electron's main and engine process, as modules whose lazy imports
// stay lazy chunks. Mode 'library': what programs import, apart from these, or it would cut the terminal's start into more
// chunks. Mode 'preload': Electron's sandboxed preload, one CommonJS file.
import { defineConfig } from 'vite';

type Entries = Readonly<Record<string, string>>;

const NODE: Entries = {
  cli: 'app/cli/main.ts',
  'pdf-worker': 'main/indexing/pdf/pdf-worker.ts',
  'llama-worker': 'main/models/llama/worker.ts',
  'electron/main': 'app/electron/main.ts',
  'electron/engine': 'app/electron/engine.ts',
  'electron/llama-worker': 'app/electron/llama-worker.ts',
};
/** What a program imports as `troupe/NAME`. */
const LIBRARY: Entries = Object.fromEntries(
  ['core', 'agents', 'teams', 'models'].map((name) => [`library/${name}`, `app/library/${name}.ts`]),
);
const PRELOAD: Entries = { 'electron/preload': 'app/electron/preload.ts' };

export default defineConfig(({ mode }) => {
  const isPreload = mode === 'preload';
  const isLibrary = mode === 'library';
  const input = { ...(isPreload ? PRELOAD : isLibrary ? LIBRARY : NODE) };
  return {
    publicDir: false,
    // Packages stay in node_modules, but for those that the lightest commands load: as a bundle zod loads in a fraction of
    // the time of its many files.
    ssr: { noExternal: isPreload ? true : ['zod', 're2js'], external: ['electron'] },
    build: {
      ssr: true,
      target: 'node22',
      outDir: 'dist',
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input,
        external: ['electron'],
        output: {
          format: isPreload ? 'cjs' : 'es',
          entryFileNames: isPreload ? '[name].cjs' : '[name].js',
          chunkFileNames: `${isLibrary ? 'library/' : ''}chunks/[name]-[hash].js`,
        },
      },
    },
  };
});
