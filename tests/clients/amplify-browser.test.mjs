// aws-amplify v6 in Chromium, bundled as an app bundles it; its tokens are in the page's storage.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { build } from 'esbuild';
import { launch } from './browser.mjs';
import { freePort, Server } from './server.mjs';
import { caller } from './world.mjs';

const password = 'Passw0rd!';
let server;
let call;
let browser;
let app;
let page;

before(async () => {
  [server, browser, app] = await Promise.all([Server.start(), launch(), startApp()]);
  call = caller(server);
});
beforeEach(async () => {
  await page?.context().close();
  page = await (await browser.newContext()).newPage();
  await page.goto(app.url);
});
after(async () => {
  await browser.close();
  app.close();
  await server.stop();
});

/** An app of one page that has Amplify and nothing else. */
async function startApp() {
  const { outputFiles: [script] } = await build({
    stdin: { contents: "import { Amplify } from 'aws-amplify'; import * as auth from 'aws-amplify/auth'; Object.assign(window, { Amplify, auth });", resolveDir: import.meta.dirname },
    bundle: true, write: false, format: 'iife', platform: 'browser', define: { global: 'window' },
  });
  const port = await freePort();
  const site = createServer((request, response) => {
    response.setHeader('content-type', request.url === '/app.js' ? 'text/javascript' : 'text/html');
    response.end(request.url === '/app.js' ? script.text : '<!doctype html><title>The app</title><script src="/app.js"></script>');
  });
  await new Promise((resolve) => site.listen(port, 'localhost', resolve));
  return { url: `http://localhost:${port}/`, close: () => site.close() };
}

async function open(flows = ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'], settings = {}) {
  const { UserPool: { Id } } = await call('CreateUserPool', { PoolName: 'people', UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'], ...settings });
  const { UserPoolClient: { ClientId } } = await call('CreateUserPoolClient', { UserPoolId: Id, ClientName: 'app', ExplicitAuthFlows: flows });
  await configure(Id, ClientId);
  return { Id, ClientId };
}

const configure = (userPoolId, userPoolClientId) => page.evaluate(
  (Cognito) => window.Amplify.configure({ Auth: { Cognito } }),
  { userPoolId, userPoolClientId, userPoolEndpoint: server.url });

/** Calls Amplify's function in the page; what it throws, it throws here by name. */
async function amplify(name, input) {
  const { result, error } = await page.evaluate(async ([name, input]) => {
    try {
      const result = await window.auth[name](input);
      return { result: result && JSON.parse(JSON.stringify(result)) };
    } catch (error) {
      return { error: { name: error.name, message: error.message } };
    }
  }, [name, input]);
  if (error) throw Object.assign(new Error(error.message), { name: error.name });
  return result;
}

async function createUser(pool, email) {
  await call('AdminCreateUser', {
    UserPoolId: pool, Username: email, MessageAction: 'SUPPRESS',
    UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }],
  });
  await call('AdminSetUserPassword', { UserPoolId: pool, Username: email, Password: password, Permanent: true });
}

test('from sign-up to sign-out, the password never leaving the page', async () => {
  const username = 'ann@example.com';
  await open();
  const bodies = [];
  page.on('request', (request) => bodies.push(request.postData() ?? ''));

  const signedUp = await amplify('signUp', { username, password, options: { userAttributes: { name: 'Ann' } } });
  bodies.length = 0; // signing up is what a password must be sent for
  const { code } = await server.mail(username);
  const confirmed = await amplify('confirmSignUp', { username, confirmationCode: code });
  const signedIn = await amplify('signIn', { username, password });
  const user = await amplify('getCurrentUser');
  const attributes = await amplify('fetchUserAttributes');
  await amplify('signOut');

  assert.equal(signedUp.nextStep.signUpStep, 'CONFIRM_SIGN_UP');
  assert.equal(confirmed.nextStep.signUpStep, 'DONE');
  assert.equal(signedIn.nextStep.signInStep, 'DONE');
  assert.equal(user.userId, signedUp.userId);
  assert.equal(attributes.name, 'Ann');
  assert.equal(bodies.some((body) => body.includes(password)), false);
  await assert.rejects(amplify('getCurrentUser'), { name: 'UserUnAuthenticatedException' });
});

test('a reload finds the session again, and a wrong password finds none', async () => {
  const { Id, ClientId } = await open();
  await createUser(Id, 'ida@example.com');

  await assert.rejects(amplify('signIn', { username: 'ida@example.com', password: 'Wr0ngpass!' }), { name: 'NotAuthorizedException', message: 'Incorrect username or password.' });
  await amplify('signIn', { username: 'ida@example.com', password });
  await page.reload();
  await configure(Id, ClientId);
  const { tokens } = await amplify('fetchAuthSession', { forceRefresh: true });

  assert.equal(tokens.idToken.payload.email, 'ida@example.com');
});

test('attributes and the password are changed, and the account is deleted by its owner', async () => {
  const { Id } = await open();
  const username = 'pia@example.com';
  await createUser(Id, username);
  await amplify('signIn', { username, password });

  const changed = await amplify('updateUserAttributes', { userAttributes: { name: 'Pia', email: 'pia2@example.com' } });
  const { code } = await server.mail('pia2@example.com');
  await amplify('confirmUserAttribute', { userAttributeKey: 'email', confirmationCode: code });
  await amplify('updatePassword', { oldPassword: password, newPassword: 'N3wpassword!' });
  const attributes = await amplify('fetchUserAttributes');
  await amplify('deleteUser');

  assert.equal(changed.name.isUpdated, true);
  assert.equal(changed.email.nextStep.updateAttributeStep, 'CONFIRM_ATTRIBUTE_WITH_CODE');
  assert.equal(attributes.email, 'pia2@example.com');
  assert.equal(attributes.email_verified, 'true');
  await assert.rejects(amplify('signIn', { username: 'pia2@example.com', password: 'N3wpassword!' }), { name: 'UserNotFoundException' });
});
