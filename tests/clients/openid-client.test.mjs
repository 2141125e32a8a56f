// An app with openid-client, a person with Chromium.
import assert from 'node:assert/strict';
import { after, before, beforeEach, afterEach, test } from 'node:test';
import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import * as oidc from 'openid-client';
import { launch, startApp } from './browser.mjs';
import { fillIn } from './oauth-world.mjs';
import { accessKey, region, Server } from './server.mjs';

const password = 'Passw0rd!';
let server;
let admin;
let app;
let chromium;
let browser; // one person's browser: its own cookies

before(async () => {
  server = await Server.start();
  admin = new cognito.CognitoIdentityProviderClient({ endpoint: server.url, region, credentials: accessKey });
  app = await startApp();
  chromium = await launch();
});
after(async () => {
  await chromium.close();
  app.close();
  await server.stop();
});
beforeEach(async () => (browser = await chromium.newContext()));
afterEach(() => browser.close());

const call = (operation, input) => admin.send(new cognito[`${operation}Command`](input));

async function createPool(name) {
  const { UserPool } = await call('CreateUserPool', {
    PoolName: name, UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'],
  });
  return UserPool.Id;
}

async function createUser(UserPoolId, email) {
  await call('AdminCreateUser', {
    UserPoolId, Username: email, MessageAction: 'SUPPRESS',
    UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }],
  });
  await call('AdminSetUserPassword', { UserPoolId, Username: email, Password: password, Permanent: true });
}

/** The app's registration at a pool, as openid-client sees it. */
async function register(UserPoolId, name, settings = {}) {
  const { UserPoolClient: client } = await call('CreateUserPoolClient', {
    UserPoolId, ClientName: name, AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid', 'email', 'profile'], CallbackURLs: [app.url], LogoutURLs: [app.home],
    SupportedIdentityProviders: ['COGNITO'], ...settings,
  });
  return oidc.discovery(new URL(`${server.url}/${UserPoolId}`), client.ClientId, client.ClientSecret,
    client.ClientSecret ? undefined : oidc.None(), { execute: [oidc.allowInsecureRequests] });
}

/** Sends the person to the login page; `finish` comes back with tokens once the person did what the page asks. */
async function begin(config, parameters = {}, page = undefined, host = undefined) {
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const nonce = oidc.randomNonce();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: app.url, scope: 'openid email', state, nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', ...parameters,
  });
  if (host) {
    url.pathname = url.pathname.replace(/^\/[^/]+/, '');
    url.hostname = host;
  }
  page ??= await browser.newPage();
  await page.goto(url.href);
  const finish = async () => {
    await page.waitForURL(`${app.url}?**`);
    return oidc.authorizationCodeGrant(config, new URL(page.url()), {
      pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true,
    });
  };
  return { page, finish };
}

/** Goes to the page that a link leads to: what is filled in next isn't this one's. */
async function follow(page, path) {
  await page.click(`a[href*="${path}"]`);
  await page.waitForURL(`**${path}?**`);
}

async function signIn(config, email, ...more) {
  const { page, finish } = await begin(config, ...more);
  await fillIn(page, { username: email, password });
  return { page, tokens: await finish() };
}

test('a person signs in; the app has tokens, user info, a refresh, and revokes', async () => {
  const pool = await createPool('one');
  await createUser(pool, 'ada@example.com');
  const config = await register(pool, 'web', { GenerateSecret: true });

  const { tokens } = await signIn(config, 'ada@example.com');
  const claims = tokens.claims();
  const info = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
  const refreshed = await oidc.refreshTokenGrant(config, tokens.refresh_token);
  await oidc.tokenRevocation(config, tokens.refresh_token);

  assert.equal(claims.email, 'ada@example.com');
  assert.equal(claims.email_verified, true);
  assert.equal(info.email, 'ada@example.com');
  assert.equal(refreshed.claims().sub, claims.sub);
  await assert.rejects(oidc.refreshTokenGrant(config, tokens.refresh_token), { error: 'invalid_grant' });
  await assert.rejects(oidc.fetchUserInfo(config, refreshed.access_token, claims.sub));
});

test('a person signs up, types the mailed code and comes to the app', async () => {
  const pool = await createPool('sign-up');
  const config = await register(pool, 'spa');

  const { page, finish } = await begin(config);
  await follow(page, '/signup');
  await fillIn(page, { username: 'new@example.com', password });
  const { code } = await server.mail('new@example.com');
  await fillIn(page, { code });
  await page.waitForURL('**/login?**');
  await fillIn(page, { username: 'new@example.com', password });
  const tokens = await finish();

  assert.equal(tokens.claims().email_verified, true);
});

test('a forgotten password is set anew, and the person comes to the app', async () => {
  const pool = await createPool('forgotten');
  await createUser(pool, 'bob@example.com');
  const config = await register(pool, 'spa');

  const { page, finish } = await begin(config);
  await follow(page, '/forgotPassword');
  await fillIn(page, { username: 'bob@example.com' });
  const { code } = await server.mail('bob@example.com');
  await fillIn(page, { code, password: 'An0ther-one!' });
  await page.waitForURL('**/login?**');
  await fillIn(page, { username: 'bob@example.com', password: 'An0ther-one!' });
  const tokens = await finish();

  assert.equal(tokens.claims().email, 'bob@example.com');
});

test('a temporary password is replaced on the way', async () => {
  const UserPoolId = await createPool('temporary');
  await call('AdminCreateUser', {
    UserPoolId, Username: 'eve@example.com', TemporaryPassword: 'Temp0rary!', MessageAction: 'SUPPRESS',
    UserAttributes: [{ Name: 'email', Value: 'eve@example.com' }],
  });
  const config = await register(UserPoolId, 'spa');

  const { page, finish } = await begin(config);
  await fillIn(page, { username: 'eve@example.com', password: 'Temp0rary!' });
  await fillIn(page, { password: 'Perman3nt!' });
  const tokens = await finish();

  assert.equal(tokens.claims().email, 'eve@example.com');
});

test('a second app of the pool asks nothing; prompt=login asks again; prompt=none never shows a page', async () => {
  const pool = await createPool('sso');
  await createUser(pool, 'ada@example.com');
  const first = await register(pool, 'first');
  const second = await register(pool, 'second');
  const stranger = await begin(first, { prompt: 'none' });
  await stranger.page.waitForURL(`${app.url}?**`);
  assert.equal(new URL(stranger.page.url()).searchParams.get('error'), 'login_required');

  const { tokens } = await signIn(first, 'ada@example.com');
  const silent = await (await begin(second, { prompt: 'none' })).finish();
  const again = await begin(second, { prompt: 'login' });
  const asked = await again.page.locator('input[name="password"]').count();
  await fillIn(again.page, { username: 'ada@example.com', password });
  const fresh = await again.finish();

  assert.equal(silent.claims().sub, tokens.claims().sub);
  assert.equal(asked, 1);
  assert.ok(fresh.claims().auth_time >= silent.claims().auth_time);
});

test('signing out ends the session of the browser', async () => {
  const pool = await createPool('sign-out');
  await createUser(pool, 'ada@example.com');
  const config = await register(pool, 'spa');
  const { page, tokens } = await signIn(config, 'ada@example.com');

  await page.goto(oidc.buildEndSessionUrl(config, { id_token_hint: tokens.id_token, post_logout_redirect_uri: app.home, state: 'bye' }).href);
  await page.waitForURL(`${app.home}?state=bye`);
  const next = await begin(config);

  assert.equal(await next.page.locator('input[name="password"]').count(), 1);
});

test('the login works on the domain of the pool too', async () => {
  const UserPoolId = await createPool('domain');
  await createUser(UserPoolId, 'ada@example.com');
  await call('CreateUserPoolDomain', { UserPoolId, Domain: 'my-shop' });
  const config = await register(UserPoolId, 'spa');

  const { tokens } = await signIn(config, 'ada@example.com', {}, undefined, 'my-shop.localhost');

  assert.equal(tokens.claims().iss, `${server.url}/${UserPoolId}`);
});

test('two pools in one browser never disturb each other', async () => {
  const pools = [await createPool('left'), await createPool('right')];
  await createUser(pools[0], 'left@example.com');
  await createUser(pools[1], 'right@example.com');
  const left = await register(pools[0], 'spa');
  const right = await register(pools[1], 'spa');

  // Both login pages stand open before either is filled in.
  const first = await begin(left);
  const second = await begin(right);
  await fillIn(second.page, { username: 'right@example.com', password });
  const rightTokens = await second.finish();
  await fillIn(first.page, { username: 'left@example.com', password });
  const leftTokens = await first.finish();
  const leftAgain = await (await begin(left, { prompt: 'none' })).finish();
  const rightAgain = await (await begin(right, { prompt: 'none' })).finish();

  assert.equal(leftTokens.claims().email, 'left@example.com');
  assert.equal(rightTokens.claims().email, 'right@example.com');
  assert.equal(leftAgain.claims().sub, leftTokens.claims().sub);
  assert.equal(rightAgain.claims().sub, rightTokens.claims().sub);
});

test('a service fetches a token for itself', async () => {
  const UserPoolId = await createPool('machine');
  await call('CreateResourceServer', {
    UserPoolId, Identifier: 'https://api.example', Name: 'api', Scopes: [{ ScopeName: 'read', ScopeDescription: 'Reads' }],
  });
  const config = await register(UserPoolId, 'service', {
    GenerateSecret: true, AllowedOAuthFlows: ['client_credentials'], AllowedOAuthScopes: ['https://api.example/read'], CallbackURLs: [], LogoutURLs: [],
  });

  const tokens = await oidc.clientCredentialsGrant(config, { scope: 'https://api.example/read' });

  const claims = JSON.parse(Buffer.from(tokens.access_token.split('.')[1], 'base64url'));
  assert.equal(claims.scope, 'https://api.example/read');
  assert.equal(claims.sub, claims.client_id);
  assert.equal(tokens.refresh_token, undefined);
});
