// Debian's Chromium, and an app on this machine that people come back to.
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';

export const launch = () => chromium.launch({
  executablePath: '/usr/bin/chromium',
  timeout: 120_000,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});

export async function startApp() {
  const app = createServer((request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>The app</title><h1>Welcome back</h1>');
  });
  await new Promise((resolve) => app.listen(0, 'localhost', resolve));
  const { port } = app.address();
  return { url: `http://localhost:${port}/callback`, home: `http://localhost:${port}/`, close: () => app.close() };
}
