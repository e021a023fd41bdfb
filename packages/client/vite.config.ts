import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compileMessages } from './src/build/compile-messages.ts';
import { compressFiles } from './src/build/compress-files.ts';

const server = process.env.API_URL ?? 'http://localhost:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), compileMessages(), compressFiles()],
  server: { proxy: { '/api': { target: server, changeOrigin: false } } },
  build: {
    target: 'es2023',
    outDir: 'dist',
    // The content security policy allows no data: addresses.
    assetsInlineLimit: 0,
  },
});
