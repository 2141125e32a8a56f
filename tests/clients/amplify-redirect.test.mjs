// aws-amplify v6 sends people to the hosted pages, which it insists on finding behind https.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { get } from 'node:https';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { App, password } from './amplify-browser.mjs';
import { fillIn } from './oauth-world.mjs';
import { freePort } from './server.mjs';

const email = 'ada@example.com';
let app;
let port;

before(async () => {
  port = await freePort();
  app = await App.start({ 'Https:Url': `https://localhost:${port}` });
  await app.openFresh({ ignoreHTTPSErrors: true });
});
after(() => app.stop());

/** A pool and an app whose people sign in on its pages. */
async function createApp() {
  const { UserPool: { Id } } = await app.call('CreateUserPool', {
    PoolName: 'people', UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'],
  });
  const { UserPoolClient: { ClientId } } = await app.call('CreateUserPoolClient', {
    UserPoolId: Id, ClientName: 'app', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid', 'email', 'aws.cognito.signin.user.admin'], CallbackURLs: [app.site.url],
    LogoutURLs: [app.site.url], SupportedIdentityProviders: ['COGNITO'],
  });
  await app.createUser(Id, email);
  return { Id, ClientId };
}

const configure = ({ Id, ClientId }) => app.configure(Id, ClientId, {
  userPoolEndpoint: `https://localhost:${port}`,
  loginWith: {
    oauth: {
      domain: `localhost:${port}/${Id}`, scopes: ['openid', 'email', 'aws.cognito.signin.user.admin'],
      redirectSignIn: [app.site.url], redirectSignOut: [app.site.url], responseType: 'code',
    },
  },
});

/** Calls something that leaves the page; waits for where that leads, which may be the same page again. */
async function leave(name, url) {
  const arrived = app.page.waitForNavigation({ url });
  const left = app.auth(name).catch(() => undefined);
  await arrived;
  await left;
}

test('signInWithRedirect brings a person to the page and back, and signOut ends the session there too', async () => {
  const pool = await createApp();
  await configure(pool);

  await leave('signInWithRedirect', '**/login?**');
  await fillIn(app.page, { username: email, password });
  await app.page.waitForURL((url) => url.href.startsWith(app.site.url) && url.searchParams.has('code'));
  await configure(pool);
  await app.page.waitForFunction(() => Object.keys(window.localStorage).some((key) => key.endsWith('.accessToken')));
  const { tokens } = await app.auth('fetchAuthSession');
  const attributes = await app.auth('fetchUserAttributes');
  await app.page.waitForURL(app.site.url); // Amplify takes the code out of the address, which is a way to the same page too

  assert.equal(tokens.idToken.payload.email, email);
  assert.equal(attributes.email, email);

  await leave('signOut', app.site.url);
  await configure(pool);
  await assert.rejects(app.auth('getCurrentUser'), { name: 'UserUnAuthenticatedException' });
  await leave('signInWithRedirect', '**/login?**');
  assert.equal(await app.page.locator('input[name="password"]').count(), 1);
});

test('who trusts the authority in the data folder sees a good certificate', async () => {
  const ca = await readFile(path.join(app.server.folder, 'https-authority.crt'));

  const status = await new Promise((resolve, reject) => {
    get(`https://localhost:${port}/health`, { ca }, (answer) => resolve(answer.resume().statusCode)).on('error', reject);
  });

  assert.equal(status, 200);
});
