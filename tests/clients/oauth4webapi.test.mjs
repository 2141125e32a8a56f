// oauth4webapi checks every answer to the letter: what it takes, others take too.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as oauth from 'oauth4webapi';
import { fillIn, OAuthWorld, password } from './oauth-world.mjs';

const http = { [oauth.allowInsecureRequests]: true };
const email = 'ada@example.com';
let world;
let pool;
let as;

before(async () => {
  world = await OAuthWorld.start();
  pool = await world.createPool();
  await world.createUser(pool, email);
  const issuer = new URL(world.issuer(pool));
  as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, http));
});
after(() => world.stop());

/** A sign-in as far as the app's callback, and the checked parameters of the answer. */
async function authorize(client, parameters = {}) {
  const verifier = oauth.generateRandomCodeVerifier();
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
  const url = new URL(as.authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: client.client_id, redirect_uri: world.app.url, response_type: 'code', scope: 'openid email', state, nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', ...parameters,
  });
  const page = await world.openFresh();
  await page.goto(url.href);
  await fillIn(page, { username: email, password });
  await page.waitForURL(`${world.app.url}?**`);
  return { answer: oauth.validateAuthResponse(as, client, new URL(page.url()), state), verifier, nonce };
}

async function exchange(client, authentication, { answer, verifier, nonce }) {
  const response = await oauth.authorizationCodeGrantRequest(as, client, authentication, answer, world.app.url, verifier, http);
  return oauth.processAuthorizationCodeResponse(as, client, response, { expectedNonce: nonce, requireIdToken: true });
}

test('a public app gets tokens, user info and a rotated refresh token', async () => {
  const { ClientId } = await world.createClient(pool);
  const client = { client_id: ClientId };

  const tokens = await exchange(client, oauth.None(), await authorize(client));
  const claims = oauth.getValidatedIdTokenClaims(tokens);
  const info = await oauth.processUserInfoResponse(
    as, client, claims.sub, await oauth.userInfoRequest(as, client, tokens.access_token, http));
  const refreshed = await oauth.processRefreshTokenResponse(
    as, client, await oauth.refreshTokenGrantRequest(as, client, oauth.None(), tokens.refresh_token, http));

  assert.equal(info.email, email);
  assert.equal(refreshed.token_type, 'bearer');
  assert.notEqual(refreshed.refresh_token, tokens.refresh_token);
});

for (const [name, authentication] of [['Basic', oauth.ClientSecretBasic], ['Post', oauth.ClientSecretPost]]) {
  test(`an app with a secret authenticates by ClientSecret${name}, and a wrong secret is told as the standard says`, async () => {
    const { ClientId, ClientSecret } = await world.createClient(pool, { GenerateSecret: true });
    const client = { client_id: ClientId };

    const tokens = await exchange(client, authentication(ClientSecret), await authorize(client));
    const refused = await oauth.refreshTokenGrantRequest(as, client, authentication('wrong'), tokens.refresh_token, http);

    assert.ok(tokens.id_token);
    await assert.rejects(oauth.processRefreshTokenResponse(as, client, refused), (error) =>
      error instanceof oauth.WWWAuthenticateChallengeError || error.error === 'invalid_client');
  });
}

test('a code is good once, and its second use ends what the first one granted', async () => {
  const { ClientId } = await world.createClient(pool);
  const client = { client_id: ClientId };
  const authorized = await authorize(client);
  const tokens = await exchange(client, oauth.None(), authorized);

  await assert.rejects(exchange(client, oauth.None(), authorized), { error: 'invalid_grant' });

  const refresh = await oauth.refreshTokenGrantRequest(as, client, oauth.None(), tokens.refresh_token, http);
  await assert.rejects(oauth.processRefreshTokenResponse(as, client, refresh), { error: 'invalid_grant' });
});

test('a service gets a token for itself', async () => {
  await world.call('CreateResourceServer', {
    UserPoolId: pool, Identifier: 'orders', Name: 'Orders', Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read orders' }],
  });
  const { ClientId, ClientSecret } = await world.createClient(pool, {
    GenerateSecret: true, AllowedOAuthFlows: ['client_credentials'], AllowedOAuthScopes: ['orders/read'],
  });
  const client = { client_id: ClientId };

  const tokens = await oauth.processClientCredentialsResponse(as, client, await oauth.clientCredentialsGrantRequest(
    as, client, oauth.ClientSecretBasic(ClientSecret), { scope: 'orders/read' }, http));

  assert.equal(tokens.scope, 'orders/read');
  assert.equal(tokens.refresh_token, undefined);
});

test('a revoked refresh token is good no more, and revoking twice is no error', async () => {
  const { ClientId } = await world.createClient(pool);
  const client = { client_id: ClientId };
  const tokens = await exchange(client, oauth.None(), await authorize(client));

  for (let time = 0; time < 2; time++) {
    await oauth.processRevocationResponse(await oauth.revocationRequest(as, client, oauth.None(), tokens.refresh_token, http));
  }

  const refresh = await oauth.refreshTokenGrantRequest(as, client, oauth.None(), tokens.refresh_token, http);
  await assert.rejects(oauth.processRefreshTokenResponse(as, client, refresh), { error: 'invalid_grant' });
});

test('an error of the authorization endpoint names its issuer', async () => {
  const { ClientId } = await world.createClient(pool);
  const url = new URL(as.authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: ClientId, redirect_uri: world.app.url, response_type: 'code', scope: 'openid', state: 's', prompt: 'none',
    code_challenge: await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier()), code_challenge_method: 'S256',
  });
  const page = await world.openFresh();

  await page.goto(url.href);

  assert.throws(
    () => oauth.validateAuthResponse(as, { client_id: ClientId }, new URL(page.url()), 's'),
    { error: 'login_required' });
});
