// What runs outside the page. Mode 'node': terminal, Electron's main and engine process, as modules whose lazy imports
// stay lazy chunks. Mode 'preload': Electron's sandboxed preload, one CommonJS file.
import { defineConfig } from 'vite';

/** What a program imports as `troupe/NAME`. */
const LIBRARY = ['core', 'agents', 'teams', 'models'];

export default defineConfig(({ mode }) => {
  const isPreload = mode === 'preload';
  const input: Record<string, string> = isPreload
    ? { 'electron/preload': 'app/electron/preload.ts' }
    : {
        cli: 'app/cli/main.ts',
        'llama-worker': 'main/models/llama/worker.ts',
        'electron/main': 'app/electron/main.ts',
        'electron/engine': 'app/electron/engine.ts',
        'electron/llama-worker': 'app/electron/llama-worker.ts',
        ...Object.fromEntries(LIBRARY.map((name) => [`library/${name}`, `app/library/${name}.ts`])),
      };
  return {
    publicDir: false,
    // Packages stay in node_modules, but for zod: as a bundle it loads in a fraction of the time of its many files.
    ssr: { noExternal: isPreload ? true : ['zod'], external: ['electron'] },
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
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  };
});
