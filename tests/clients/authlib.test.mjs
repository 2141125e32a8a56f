// An app with Python's Authlib, and a person with Chromium.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { fillIn, OAuthWorld, password } from './oauth-world.mjs';

const run = promisify(execFile);
const script = fileURLToPath(new URL('sign_in_with_authlib.py', import.meta.url));
const email = 'ada@example.com';
let world;

before(async () => (world = await OAuthWorld.start()));
after(() => world.stop());

const authlib = async (...parameters) => JSON.parse((await run('/usr/bin/python3', [script, ...parameters])).stdout);

test('Authlib begins a sign-in, checks what comes back, and refreshes', async () => {
  const pool = await world.createPool();
  await world.createUser(pool, email);
  const { ClientId, ClientSecret } = await world.createClient(pool, { GenerateSecret: true });
  const app = [world.issuer(pool), ClientId, ClientSecret, world.app.url];
  const begun = await authlib('begin', ...app);
  const page = await world.openFresh();

  await page.goto(begun.url);
  await fillIn(page, { username: email, password });
  await page.waitForURL(`${world.app.url}?**`);
  const { claims, info, type } = await authlib('finish', ...app, begun.verifier, begun.nonce, page.url());

  assert.equal(claims.email, email);
  assert.equal(info.sub, claims.sub);
  assert.equal(info.email_verified, true);
  assert.equal(type, 'Bearer');
});
