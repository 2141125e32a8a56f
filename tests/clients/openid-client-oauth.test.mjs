// openid-client at all that OAuth has beyond the plain code flow, and a person with Chromium.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as oidc from 'openid-client';
import { fillIn, OAuthWorld, password, press } from './oauth-world.mjs';

const email = 'ada@example.com';
let world;
let pool;

before(async () => {
  world = await OAuthWorld.start();
  pool = await world.createPool();
  await world.createUser(pool, email);
});
after(() => world.stop());

/** A client as openid-client sees it; `local` is what the app knows of itself. */
async function register({ settings = {}, metadata, local = {}, authentication = oidc.None(), execute = [] }) {
  const client = await world.createClient(pool, settings, metadata);
  const proof = typeof authentication === 'function' && authentication.length === 1 && settings.GenerateSecret
    ? authentication(client.ClientSecret) : authentication;
  const config = await oidc.discovery(new URL(world.issuer(pool)), client.ClientId, local, proof,
    { execute: [oidc.allowInsecureRequests, ...execute] });
  return config;
}

async function newKeys(alg = 'ES256') {
  const pair = await oidc.randomDPoPKeyPair(alg, { extractable: true });
  const jwk = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return { ...pair, jwks: { keys: [{ ...jwk, kid: 'one', alg, use: 'sig' }] } };
}

/** A request as the app makes it, and what it must remember of it. */
async function newRequest(parameters = {}) {
  const verifier = oidc.randomPKCECodeVerifier();
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
  return {
    parameters: {
      redirect_uri: world.app.url, scope: 'openid email', state, nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', ...parameters,
    },
    checks: { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
  };
}

/** The person goes to the address, signs in, and comes back to the app. */
async function signIn(url) {
  const page = await world.openFresh();
  await page.goto(url.href);
  await fillIn(page, { username: email, password });
  await page.waitForURL((at) => at.href.startsWith(world.app.url));
  return new URL(page.url());
}

test('a pushed request says nothing in the address', async () => {
  const config = await register({ settings: { GenerateSecret: true }, authentication: oidc.ClientSecretBasic });
  const { parameters, checks } = await newRequest();

  const url = await oidc.buildAuthorizationUrlWithPAR(config, parameters);
  const tokens = await oidc.authorizationCodeGrant(config, await signIn(url), checks);

  assert.deepEqual([...url.searchParams.keys()].toSorted(), ['client_id', 'request_uri']);
  assert.equal(tokens.claims().email, email);
});

test('a client authenticates by its private key', async () => {
  const keys = await newKeys();
  const config = await register({
    metadata: { token_endpoint_auth_method: 'private_key_jwt', jwks: keys.jwks },
    authentication: oidc.PrivateKeyJwt({ key: keys.privateKey, kid: 'one' }),
  });
  const { parameters, checks } = await newRequest();

  const tokens = await oidc.authorizationCodeGrant(
    config, await signIn(await oidc.buildAuthorizationUrlWithPAR(config, parameters)), checks);

  assert.equal(tokens.claims().email, email);
});

test('a signed request object is taken', async () => {
  const keys = await newKeys();
  const config = await register({
    settings: { GenerateSecret: true }, authentication: oidc.ClientSecretPost,
    metadata: { jwks: keys.jwks, request_object_signing_alg: 'ES256', require_signed_request_object: true },
  });
  const { parameters, checks } = await newRequest();

  const url = await oidc.buildAuthorizationUrlWithJAR(config, parameters, { key: keys.privateKey, kid: 'one' });
  const tokens = await oidc.authorizationCodeGrant(config, await signIn(url), checks);

  assert.equal(tokens.claims().email, email);
});

test('the answer comes in a signed JWT (JARM)', async () => {
  const config = await register({
    settings: { GenerateSecret: true }, authentication: oidc.ClientSecretPost, execute: [oidc.useJwtResponseMode],
  });
  const { parameters, checks } = await newRequest();

  const back = await signIn(oidc.buildAuthorizationUrl(config, parameters));
  const tokens = await oidc.authorizationCodeGrant(config, back, checks);

  assert.deepEqual([...back.searchParams.keys()], ['response']);
  assert.equal(tokens.claims().email, email);
});

test('an ID token comes with the code (hybrid flow)', async () => {
  const config = await register({
    settings: { GenerateSecret: true }, authentication: oidc.ClientSecretPost,
    metadata: { response_types: ['code id_token'] }, execute: [oidc.useCodeIdTokenResponseType],
  });
  const { parameters, checks } = await newRequest();

  const tokens = await oidc.authorizationCodeGrant(config, await signIn(oidc.buildAuthorizationUrl(config, parameters)), checks);

  assert.equal(tokens.claims().email, email);
});

test('a device without a keyboard gets tokens once a person has approved it', async () => {
  const config = await register({ metadata: { grant_types: ['urn:ietf:params:oauth:grant-type:device_code'] } });
  const device = await oidc.initiateDeviceAuthorization(config, { scope: 'openid email' });
  const polling = oidc.pollDeviceAuthorizationGrant(config, device);
  const page = await world.openFresh();

  await page.goto(device.verification_uri_complete);
  await press(page, 'main button.press');
  await fillIn(page, { username: email, password });
  await press(page, 'button[value="allow"]');
  const tokens = await polling;

  assert.equal(tokens.claims().email, email);
});
