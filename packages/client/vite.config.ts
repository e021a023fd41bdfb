import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compileMessages } from './src/build/compile-messages.ts';
import { compressFiles } from './src/build/compress-files.ts';
import { preloadTexts } from './src/build/preload-texts.ts';

const server = process.env.API_URL ?? 'http://localhost:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), compileMessages(), preloadTexts(), compressFiles()],
  server: { proxy: { '/api': { target: server, changeOrigin: false } } },
  build: {
    target: 'es2023',
    outDir: 'dist',
    // The content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    // Which files the first page loads: `scripts/page-budget.ts` counts them.
    manifest: true,
    rolldownOptions: {
      // Descriptions of endpoints that a page does not call are left out of it.
      treeshake: { manualPureFunctions: ['z', 'defineRoute'] },
      // What the first page needs is one file: each request more costs a phone more than what is in it.
      output: { codeSplitting: { groups: [{ name: 'first-page', tags: ['$initial'] }] } },
    },
    // The first page with the frame of the app, of which nothing can be left for later.
    chunkSizeWarningLimit: 700,
  },
});
