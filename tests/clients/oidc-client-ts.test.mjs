// An app of one page with oidc-client-ts in Chromium: redirect, silent renewal, signing out.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { fillIn, OAuthWorld, password } from './oauth-world.mjs';

const email = 'ada@example.com';
let world;
let site;
let pool;

/** In the frame of a silent sign-in it hands the answer to the page around it. */
const source = `
  import * as oidc from 'oidc-client-ts';
  Object.assign(window, { oidc });
  if (location.pathname === '/silent') new oidc.UserManager({ authority: '-', client_id: '-', redirect_uri: '-' }).signinSilentCallback();`;

/** The page on which the app lives; the same one is its callback and the frame of a silent sign-in. */
async function startSite() {
  const { outputFiles: [script] } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname },
    bundle: true, write: false, format: 'iife', platform: 'browser',
  });
  const server = createServer((request, response) => {
    const isScript = request.url === '/app.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script.text : '<!doctype html><title>The app</title><script src="/app.js"></script>');
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address();
  return { url: `http://localhost:${port}/`, close: () => server.close() };
}

before(async () => {
  [world, site] = await Promise.all([OAuthWorld.start(), startSite()]);
  pool = await world.createPool();
  await world.createUser(pool, email);
});
after(async () => {
  site.close();
  await world.stop();
});

async function openApp(settings = {}) {
  const { ClientId } = await world.createClient(pool, {
    CallbackURLs: [site.url, `${site.url}silent`], LogoutURLs: [`${site.url}signed-out`],
  });
  const page = await world.openFresh();
  const app = {
    page,
    settings: {
      authority: world.issuer(pool), client_id: ClientId, redirect_uri: site.url, silent_redirect_uri: `${site.url}silent`,
      post_logout_redirect_uri: `${site.url}signed-out`, scope: 'openid email', automaticSilentRenew: false, ...settings,
    },
    /** Runs a function of the app's UserManager. */
    run: (name, ...input) => page.evaluate(async ([settings, name, input]) => {
      const stores = { userStore: new window.oidc.WebStorageStateStore({ store: window.localStorage }) };
      const user = await new window.oidc.UserManager({ ...settings, ...stores })[name](...input);
      return user && { ...user, expired: user.expired };
    }, [app.settings, name, input]),
  };
  await page.goto(site.url);
  return app;
}

async function signIn(app) {
  const left = app.run('signinRedirect').catch(() => undefined); // the page it runs in goes away
  await app.page.waitForURL('**/login?**');
  await left;
  await fillIn(app.page, { username: email, password });
  await app.page.waitForURL(`${site.url}?**`);
  return app.run('signinCallback');
}

test('a person is redirected to sign in and comes back with tokens that the app has checked', async () => {
  const app = await openApp();

  const user = await signIn(app);

  assert.equal(user.profile.email, email);
  assert.equal(user.scope, 'openid email');
  assert.equal(user.token_type, 'Bearer');
});

test('tokens are renewed silently by the refresh token, which is replaced', async () => {
  const app = await openApp();
  const user = await signIn(app);

  const renewed = await app.run('signinSilent');

  assert.equal(renewed.profile.sub, user.profile.sub);
  assert.notEqual(renewed.refresh_token, user.refresh_token);
  assert.equal(renewed.expired, false);
});

test('without a token of its own the app signs its person in by a hidden frame, as long as the browser knows them', async () => {
  const app = await openApp();
  const user = await signIn(app);
  await app.run('removeUser');
  const frames = [];
  app.page.on('framenavigated', (frame) => frame.parentFrame() && frames.push(new URL(frame.url())));

  const found = await app.run('signinSilent');
  await app.run('removeUser');
  await app.page.context().clearCookies();

  await assert.rejects(app.run('signinSilent'), /The user must sign in/);
  assert.equal(found.profile.sub, user.profile.sub);
  assert.notEqual(found.access_token, user.access_token);
  // Nothing of ours was shown in the frame: it came straight to the app's own page.
  assert.deepEqual([...new Set(frames.filter(({ protocol }) => protocol === 'http:').map(({ origin, pathname }) => origin + pathname))], [`${site.url}silent`]);
});

test('signing out ends the session of the browser, and the person comes back to the app', async () => {
  const app = await openApp();
  await signIn(app);

  const left = app.run('signoutRedirect').catch(() => undefined);
  await app.page.waitForURL(`${site.url}signed-out**`); // not the page that it leaves
  await left;

  const again = app.run('signinRedirect').catch(() => undefined);
  await app.page.waitForURL('**/login?**');
  await again;
  assert.equal(await app.page.locator('input[name="password"]').count(), 1);
});
