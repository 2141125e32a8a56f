// openid-client as strict as it comes: over https, by the server's own authority, with nothing insecure allowed.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import tls from 'node:tls';
import * as oidc from 'openid-client';
import { fillIn, OAuthWorld, password } from './oauth-world.mjs';
import { freePort } from './server.mjs';

const email = 'ada@example.com';
let world;
let issuer;
let client;

before(async () => {
  const address = `https://localhost:${await freePort()}`;
  world = await OAuthWorld.start({ 'Https:Url': address });
  const pool = await world.createPool();
  await world.createUser(pool, email);
  client = await world.createClient(pool, { GenerateSecret: true }, { require_pushed_authorization_requests: true });
  issuer = new URL(`${address}/${pool}`);
});
after(() => world.stop());

test('who does not trust the authority learns nothing', async () => {
  await assert.rejects(
    oidc.discovery(issuer, client.ClientId, client.ClientSecret), ({ cause }) => /CERT|SIGNATURE/.test(cause?.code ?? cause?.cause?.code));
});

test('discovery, a pushed request, PKCE, tokens, user info, a refresh and signing out', async () => {
  const authority = await readFile(path.join(world.server.folder, 'https-authority.crt'), 'utf8');
  tls.setDefaultCACertificates([...tls.getCACertificates(), authority]); // as NODE_EXTRA_CA_CERTS does before the start
  const config = await oidc.discovery(issuer, client.ClientId, client.ClientSecret);
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [oidc.randomState(), oidc.randomNonce()];
  const page = await (await world.chromium.newContext({ ignoreHTTPSErrors: true })).newPage();

  const url = await oidc.buildAuthorizationUrlWithPAR(config, {
    redirect_uri: world.app.url, scope: 'openid email', state: expectedState, nonce: expectedNonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier), code_challenge_method: 'S256',
  });
  await page.goto(url.href);
  await fillIn(page, { username: email, password });
  await page.waitForURL(`${world.app.url}?**`);
  const tokens = await oidc.authorizationCodeGrant(
    config, new URL(page.url()), { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true });
  const info = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
  const refreshed = await oidc.refreshTokenGrant(config, tokens.refresh_token);
  await page.goto(oidc.buildEndSessionUrl(config, { id_token_hint: refreshed.id_token, post_logout_redirect_uri: world.app.home }).href);
  await page.waitForURL(world.app.home);

  assert.equal(config.serverMetadata().issuer, issuer.href);
  assert.deepEqual([...url.searchParams.keys()].toSorted(), ['client_id', 'request_uri']);
  assert.equal(tokens.claims().iss, issuer.href);
  assert.equal(info.email, email);
});
