// openid-client proves its key with every request (DPoP), asks what tokens are, and gives them back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as jose from 'jose';
import * as oidc from 'openid-client';
import { fillIn, OAuthWorld, password } from './oauth-world.mjs';

const email = 'ada@example.com';
let world;

before(async () => (world = await OAuthWorld.start()));
after(() => world.stop());

async function createPool(settings) {
  const pool = await world.createPool();
  await world.createUser(pool, email);
  if (settings) await world.callOwn('SetUserPoolOAuthConfiguration', { UserPoolId: pool, OAuthConfiguration: settings });
  return pool;
}

async function discover(pool, client) {
  return oidc.discovery(new URL(world.issuer(pool)), client.ClientId, client.ClientSecret,
    client.ClientSecret ? undefined : oidc.None(), { execute: [oidc.allowInsecureRequests] });
}

async function signIn(config, options = {}, parameters = {}) {
  const verifier = oidc.randomPKCECodeVerifier();
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: world.app.url, scope: 'openid email', state, nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', ...parameters,
  });
  const page = await world.openFresh();
  await page.goto(url.href);
  await fillIn(page, { username: email, password });
  await page.waitForURL(`${world.app.url}?**`);
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
  return oidc.authorizationCodeGrant(config, new URL(page.url()), checks, undefined, options);
}

for (const [name, settings] of [['', undefined], [', with the nonce that the pool requires', { RequireDpopNonce: true }]]) {
  test(`an app's tokens are of use with its key alone${name}`, async () => {
    const pool = await createPool(settings);
    const client = await world.createClient(pool, {}, { dpop_bound_access_tokens: true });
    const config = await discover(pool, client);
    const keys = await oidc.randomDPoPKeyPair();
    const DPoP = oidc.getDPoPHandle(config, keys);
    const thumbprint = await jose.calculateJwkThumbprint(await jose.exportJWK(keys.publicKey));

    const tokens = await signIn(config, { DPoP }, { dpop_jkt: thumbprint });
    const claims = jose.decodeJwt(tokens.access_token);
    const info = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub, { DPoP });
    const refreshed = await oidc.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP });

    assert.equal(tokens.token_type, 'dpop');
    assert.equal(claims.cnf.jkt, thumbprint);
    assert.equal(info.email, email);
    assert.equal(refreshed.token_type, 'dpop');
    await assert.rejects(oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub), /./);
    await assert.rejects(oidc.refreshTokenGrant(config, tokens.refresh_token), { error: 'invalid_dpop_proof' });
    const other = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair());
    await assert.rejects(oidc.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP: other }), { error: 'invalid_grant' });
  });
}

test('a backend asks what a token is, and gives it back', async () => {
  const pool = await createPool();
  const client = await world.createClient(pool, { GenerateSecret: true });
  const config = await discover(pool, client);
  const tokens = await signIn(config);

  const access = await oidc.tokenIntrospection(config, tokens.access_token);
  const refresh = await oidc.tokenIntrospection(config, tokens.refresh_token, { token_type_hint: 'refresh_token' });
  await oidc.tokenRevocation(config, tokens.access_token, { token_type_hint: 'access_token' });
  const dead = await oidc.tokenIntrospection(config, tokens.access_token);

  assert.equal(access.active, true);
  assert.equal(access.client_id, client.ClientId);
  assert.equal(access.sub, tokens.claims().sub);
  assert.equal(refresh.active, true);
  assert.deepEqual(dead, { active: false });
  await assert.rejects(oidc.refreshTokenGrant(config, tokens.refresh_token), { error: 'invalid_grant' });
});

test('an answer about a token can be a JWT that the backend checks', async () => {
  const pool = await createPool();
  const client = await world.createClient(pool, { GenerateSecret: true }, { introspection_signed_response_alg: 'ES256' });
  const config = await discover(pool, client);
  const tokens = await signIn(config);
  const basic = `Basic ${Buffer.from(`${client.ClientId}:${client.ClientSecret}`).toString('base64')}`;

  const answer = await fetch(config.serverMetadata().introspection_endpoint, {
    method: 'POST', headers: { authorization: basic }, body: new URLSearchParams({ token: tokens.access_token }),
  });
  const keys = jose.createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri));
  const { payload } = await jose.jwtVerify(await answer.text(), keys, {
    issuer: world.issuer(pool), audience: client.ClientId, typ: 'token-introspection+jwt', algorithms: ['ES256'],
  });

  assert.equal(answer.headers.get('content-type'), 'application/token-introspection+jwt');
  assert.equal(payload.token_introspection.active, true);
  assert.equal(payload.token_introspection.sub, tokens.claims().sub);
});
