// The page, one bundle for both hosts. base './': Electron loads it from its own protocol, the serve host from '/'.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: { outDir: '../dist/renderer', emptyOutDir: true, target: 'chrome140', sourcemap: true, assetsInlineLimit: 0 },
});
