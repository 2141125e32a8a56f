// The hosted pages as people meet them: every screen, narrow and wide, light and dark, measured in Chromium.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, beforeEach, afterEach, test } from 'node:test';
import { launch, startApp } from './browser.mjs';
import { startQuestions } from './questions.mjs';
import { createPools, follow, password, screens, send } from './screens.mjs';
import { Server } from './server.mjs';
import { Authenticator } from './totp.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const looks = [360, 1280].flatMap((width) => ['light', 'dark'].map((colorScheme) => ({ width, colorScheme })));
const budget = { html: 8192, css: 8192, script: 5120, cold: 14_336 };

let questions;
let server;
let app;
let chromium;
let pools;
const findings = { barriers: [], wide: [], complaints: [], foreign: [], fields: [] };
let browser; // one person's browser: its own cookies

before(async () => {
  questions = await startQuestions();
  server = await Server.start(questions.settings);
  app = await startApp();
  chromium = await launch();
  pools = await createPools(server, app.url);
});
after(async () => {
  await chromium.close();
  app.close();
  await server.stop();
  questions.close();
});
beforeEach(async () => (browser = await chromium.newContext()));
afterEach(() => browser.close());

const purposes = new Set(['username', 'current-password', 'new-password', 'one-time-code', 'webauthn', 'email', 'tel', 'name', 'given-name',
  'additional-name', 'family-name', 'nickname', 'bday', 'sex', 'street-address', 'url', 'photo', 'language',
  'off']);

/** What is wrong with each screen, opened once in a browser of its own. */
async function inspect(name, open) {
  const context = await chromium.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  const found = (what, ...wrongs) => findings[what].push(...wrongs.map((wrong) => `${name}: ${wrong}`));
  // That an answer has an error's status is what many of these screens are about.
  page.on('console', (message) => message.text().startsWith('Failed to load resource')
    || (['error', 'warning'].includes(message.type()) && found('complaints', message.text())));
  page.on('pageerror', (error) => found('complaints', error.message));
  page.on('request', (request) => request.isNavigationRequest() || new URL(request.url()).port === String(server.port)
    || found('foreign', request.url()));
  try {
    await open(page);
    found('fields', ...await page.evaluate(inspectFields, [...purposes]));
    await page.setViewportSize({ width: 320, height: 640 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 320) found('wide', `${width} pixels`);
    await page.setViewportSize({ width: 640, height: 640 });
    const zoomed = await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
      const { scrollWidth } = document.documentElement;
      document.documentElement.style.fontSize = '';
      return scrollWidth;
    });
    if (zoomed > 640) found('wide', `${zoomed} pixels with text of twice the size`);
    await page.evaluate(axe);
    for (const { width, colorScheme } of looks) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      const { violations } = await page.evaluate((values) => window.axe.run({ runOnly: values, resultTypes: ['violations'] }), rules);
      found('barriers', ...violations.map(({ id, nodes }) => `${id} at ${width} ${colorScheme}: ${nodes.map((node) => node.html).join(' ')}`));
    }
  } finally {
    await context.close();
  }
}

/** Runs in the page. */
function inspectFields(purposes) {
  const wrongs = [];
  for (const input of document.querySelectorAll('input:not([type=hidden])')) {
    const tokens = input.getAttribute('autocomplete') ?? '';
    if (input.type !== 'checkbox' && !tokens.split(' ').every((token) => purposes.includes(token))) wrongs.push(`${input.name} has the purpose "${tokens}"`);
    if (input.labels.length !== 1) wrongs.push(`${input.name} has ${input.labels.length} labels`);
    const described = (input.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
    if (!described.every((id) => document.getElementById(id))) wrongs.push(`${input.name} is described by nothing`);
  }
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    if (!document.querySelector(link.hash)) wrongs.push(`${link.hash} leads nowhere`);
  }
  if (document.querySelectorAll('h1').length !== 1) wrongs.push('not one h1');
  return wrongs;
}

test('every screen opens', async () => {
  for (const [name, open] of Object.entries(screens(pools))) await inspect(name, open);
});

test('no screen has a barrier, in light and dark, narrow and wide', () => assert.deepEqual(findings.barriers, []));

test('no screen is wider than 320 pixels, or than 640 with text of twice the size', () => assert.deepEqual(findings.wide, []));

test('no screen makes the browser complain', () => assert.deepEqual(findings.complaints, []));

test('no screen asks another host for anything', () => assert.deepEqual(findings.foreign, []));

test('every field has a label and a purpose of the HTML standard, and every problem leads to its field', () =>
  assert.deepEqual(findings.fields, []));

test('all that a first visit loads fits into the first round of packets', async () => {
  const page = await browser.newPage();
  const network = await browser.newCDPSession(page);
  await network.send('Network.enable');
  const types = {};
  const sizes = { Document: 0, Stylesheet: 0, Script: 0, Image: 0 };
  let requests = 0;
  network.on('Network.responseReceived', ({ requestId, type }) => (types[requestId] = type));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    requests++;
    sizes[types[requestId]] = (sizes[types[requestId]] ?? 0) + encodedDataLength;
  });

  await page.goto(pools.email.address('/login'), { waitUntil: 'networkidle' });

  assert.ok(sizes.Document > 0 && sizes.Document <= budget.html, `HTML ${sizes.Document}`);
  assert.ok(sizes.Stylesheet > 0 && sizes.Stylesheet <= budget.css, `CSS ${sizes.Stylesheet}`);
  assert.ok(sizes.Script > 0 && sizes.Script <= budget.script, `script ${sizes.Script}`);
  assert.ok(requests <= 5, `${requests} requests`);
  const total = Object.values(sizes).reduce((sum, size) => sum + size);
  assert.ok(total <= budget.cold, `${total} in all: ${JSON.stringify(sizes)}`);
});

test('the largest page of all, with what it loads, stays below 20 kB', async () => {
  const sizes = [];
  for (const way of ['sign-up, long', 'set up an app', 'add a passkey']) {
    const context = await chromium.newContext();
    const page = await context.newPage();
    await screens(pools)[way](page);
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    await network.send('Network.setCacheDisabled', { cacheDisabled: true });
    let size = 0;
    network.on('Network.loadingFinished', ({ encodedDataLength }) => (size += encodedDataLength));
    await page.reload({ waitUntil: 'networkidle' });
    sizes.push({ way, size });
    await context.close();
  }

  assert.deepEqual(sizes.filter(({ size }) => size === 0 || size > 20_000), []);
});

test('a mailed link: opened it spends nothing, one press confirms, the next is told that it was used, and the way leads to the app', async () => {
  const message = await pools.link.signUp('link@example.com');
  const page = await browser.newPage();
  const status = async () => (await pools.link.call('AdminGetUser', { UserPoolId: pools.link.id, Username: 'link@example.com' })).UserStatus;

  await page.goto(message.link);
  await page.reload();
  assert.equal(await status(), 'UNCONFIRMED');
  await send(page);
  assert.equal(await status(), 'CONFIRMED');
  assert.equal(await page.textContent('h1'), 'Your account is confirmed');

  await page.goto(message.link);
  await send(page);
  // In the words that a name nobody has gets too: the page tells strangers nothing.
  assert.equal(await page.textContent('h1'), 'This link is no longer good');
  assert.equal(await page.locator('.errors').count(), 0);
  await page.getByText('Go to Moonlight Books').click();
  await page.waitForURL(app.home);
});

test('a link that is no longer good says so, with nothing left to press but the way on', async () => {
  const page = await browser.newPage();

  await page.goto(`${pools.link.url}/confirmUser?client_id=${pools.link.client}&user_name=nobody&confirmation_code=123456`);
  await send(page);

  assert.equal(await page.textContent('h1'), 'This link is no longer good');
  assert.equal(await page.locator('form, a[href^="#"]').count(), 0);
  assert.equal(await page.getByText('Go to Moonlight Books').getAttribute('href'), app.home);
});

test('the link of a mailed code signs in by one press where it was asked for; elsewhere it shows the code to type', async () => {
  await pools.links.createUser('magic@example.com');
  const page = await browser.newPage();
  await page.goto(pools.links.address());
  await send(page, { username: 'magic@example.com' });
  const { code, link } = await server.mail('magic@example.com');
  const stranger = await chromium.newContext();
  const elsewhere = await stranger.newPage();
  await elsewhere.goto(link);
  assert.equal(await elsewhere.locator('form').count(), 0);
  assert.equal(await elsewhere.textContent('.codes'), code);
  await stranger.close();

  const tab = await browser.newPage();
  await tab.goto(link);
  await tab.reload();
  await tab.getByRole('button', { name: 'Sign in' }).click();

  await tab.waitForURL(`${app.url}?**`);
});

test('who waits for a link goes on to sign in without typing the name again', async () => {
  const page = await browser.newPage();
  await page.goto(pools.link.address('/signup'));
  await send(page, { username: 'waits@example.com', password });
  const other = await browser.newPage();
  await other.goto((await server.mail('waits@example.com')).link);
  await send(other);

  await follow(page, 'I have confirmed it: sign in');
  assert.equal(await page.inputValue('[name=username]'), 'waits@example.com');
  await send(page, { password });

  await page.waitForURL(`${app.url}?**`);
});

test('after the code of a sign-up the name is filled in, and the password leads to the app', async () => {
  const page = await browser.newPage();
  await page.goto(pools.email.address('/signup'));
  await send(page, { username: 'code@example.com', password });
  await send(page, { code: (await server.mail('code@example.com')).code });

  assert.equal(await page.inputValue('[name=username]'), 'code@example.com');
  await send(page, { password });

  await page.waitForURL(`${app.url}?**`);
});

test('the owner of an address hears of a sign-up with it; the page looks as for a new one', async () => {
  await pools.email.createUser('owner@example.com');
  const page = await browser.newPage();
  const signUp = async (username) => {
    await page.goto(pools.email.address('/signup'));
    await send(page, { username, password });
    await send(page, { code: '000000' });
    return (await page.textContent('main')).replaceAll(username, '').replace(/\s+/g, ' ');
  };

  const taken = await signUp('owner@example.com');
  const fresh = await signUp('stranger@example.com');
  const message = await server.mail('owner@example.com');

  assert.equal(taken, fresh);
  assert.match(message.subject, /^You have an account for Moonlight Books already$/);
  assert.match(message.text, /owner@example\.com/);
  assert.equal(message.code, null);
});

test('an owner is told a few times an hour at most, and the page says nothing of it', async () => {
  await pools.email.createUser('flooded@example.com');
  const page = await browser.newPage();
  for (let i = 0; i < 7; i++) {
    await page.goto(pools.email.address('/signup'));
    await send(page, { username: 'flooded@example.com', password });
    assert.equal(await page.textContent('h1'), 'Confirm your account');
  }

  // What was sent before this one has arrived with it.
  await pools.email.signUp('later@example.com');
  const messages = await (await fetch(`${server.url}/mailbox/api/messages?to=flooded@example.com`)).json();

  assert.equal(messages.length, 5);
});

test('the back button finds the form again, and it can be sent', async () => {
  await pools.email.createUser('back@example.com');
  const page = await browser.newPage();
  await page.goto(pools.email.address());
  await send(page, { username: 'back@example.com', password: 'wrong' });
  await follow(page, 'Forgot your password?');
  assert.equal(await page.inputValue('[name=username]'), 'back@example.com');

  await page.goBack();
  await page.goBack();
  await send(page, { username: 'back@example.com', password });

  await page.waitForURL(`${app.url}?**`);
});

test('without script an app is set up by its key, and a recovery code that was shown signs in', async () => {
  await pools.app.createUser('plain@example.com');
  const plain = await chromium.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  const page = await plain.newPage();
  const press = (name) => Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).click()]);
  await page.goto(pools.app.address());
  await page.fill('[name=username]', 'plain@example.com');
  await page.fill('[name=password]', password);
  await press('Sign in');
  const key = (await page.textContent('#secret')).replaceAll(' ', '');
  await page.fill('[name=code]', await new Authenticator(key).code());
  await press('Turn on');
  await press('Show my recovery codes');
  const codes = await page.locator('.codes code').allTextContents();
  await page.getByText('I have kept them').click();
  await page.waitForURL(`${app.url}?**`);

  await page.goto(pools.app.address(undefined, { prompt: 'login' }));
  await page.fill('[name=username]', 'plain@example.com');
  await page.fill('[name=password]', password);
  await press('Sign in');
  await follow(page, 'Try another way');
  await press('Use a recovery code');
  await page.fill('[name=code]', codes[0]);
  await press('Continue');

  await page.waitForURL(`${app.url}?**`);
  assert.equal(codes.length, 10);
  await plain.close();
});

test('two tabs of one browser sign in beside each other', async () => {
  await pools.email.createUser('tabs@example.com');
  const [first, second] = [await browser.newPage(), await browser.newPage()];
  await first.goto(pools.email.address('/login', { state: 'first' }));
  await second.goto(pools.email.address('/login', { state: 'second' }));
  await send(first, { username: 'tabs@example.com', password });
  await send(second, { username: 'tabs@example.com', password });

  await first.waitForURL(`${app.url}?**`);
  await second.waitForURL(`${app.url}?**`);
  assert.equal(new URL(first.url()).searchParams.get('state'), 'first');
  assert.equal(new URL(second.url()).searchParams.get('state'), 'second');
});

test('after a failed post the problems are read out first', async () => {
  const page = await browser.newPage();
  await page.goto(pools.email.address());
  await send(page);

  await page.waitForFunction(() => document.activeElement.className === 'errors'); // a moment after the page has loaded
  assert.match(await page.title(), /^Error: /);
  await page.getByRole('link', { name: 'Password is missing.' }).click();
  await page.waitForFunction(() => document.activeElement.name === 'password');
});

test('the password is shown and hidden by a button that says how it stands, and leaves as a password', async () => {
  const page = await browser.newPage();
  await page.goto(pools.email.address());
  const show = page.getByRole('button', { name: 'Show password' });

  await show.click();
  assert.equal(await page.getAttribute('[name=password]', 'type'), 'text');
  assert.equal(await show.getAttribute('aria-pressed'), 'true');
  await show.click();
  assert.equal(await page.getAttribute('[name=password]', 'type'), 'password');
});
