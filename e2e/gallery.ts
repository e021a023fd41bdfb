import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Page } from '@playwright/test';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, '.tmp', 'gallery');
const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Long enough beside other work; what is not there then never comes. */
const timeout = 60_000;

export type Gallery = { url: string; close: () => Promise<void> };

/** The client with its gallery, which no build for people has, and a server of nothing but its files. */
export async function startGallery(): Promise<Gallery> {
  const vite = join(ROOT, 'node_modules', '.bin', 'vite');
  const args = ['build', '--mode', 'gallery', '--outDir', FOLDER, '--emptyOutDir'];
  execFileSync(vite, [...args, '--logLevel', 'error'], { cwd: join(ROOT, 'packages', 'client') });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const wanted = join(FOLDER, pathname);
    const isFile = extname(pathname) !== '' && existsSync(wanted);
    const file = isFile ? wanted : join(FOLDER, 'index.html');
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    response.setHeader('cache-control', 'max-age=600');
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close };
}

/** The names of all states, as the gallery lists them. */
export async function listStates(page: Page, { url }: Gallery): Promise<string[]> {
  await page.goto(`${url}/?gallery`);
  const items = page.getByRole('listitem');
  // The list is code of its own, which is still loading when the page is there.
  await items.first().waitFor({ timeout });
  return items.allTextContents();
}

/** Opens a state, and waits until its steps are taken, what it is about is there, and no code is loading. */
export async function openState(page: Page, gallery: Gallery, name: string): Promise<void> {
  await page.goto(`${gallery.url}/?gallery=${encodeURIComponent(name)}`);
  await page.locator('html[data-gallery=ready]').waitFor({ timeout });
  await page.evaluate(() => document.fonts.ready);
}
