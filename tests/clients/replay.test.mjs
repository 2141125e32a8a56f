// What is good once, sent a hundred times to two servers on one PostgreSQL: one of the hundred wins.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { freshPostgres } from './databases.mjs';
import { Person, redirectUri } from './person.mjs';
import { Server } from './server.mjs';
import { createWorld, ownCaller, user } from './world.mjs';

const tries = 100;
let nodes;
let world;
let bases;
let issuer;
let keys;
let jwk;
let service;

before(async () => {
  const { settings } = await freshPostgres();
  const shared = { ...settings, 'MasterKey:0': 'one master key for both of the nodes' };
  const first = await Server.start(shared);
  nodes = [first, await Server.start({ ...shared, PublicUrl: first.url })];
  world = await createWorld(first);
  bases = nodes.map((node) => `${node.url}/${world.UserPoolId}`);
  [issuer] = bases;
  keys = await generateKeyPair('ES256', { extractable: true });
  jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
  service = await createService();
});
after(() => Promise.all(nodes.map((node) => node.stop())));

/** A service that proves itself by its key, and brings assertions for people by the same one. */
async function createService() {
  const { call, UserPoolId } = world;
  await call('CreateResourceServer', {
    UserPoolId, Identifier: 'orders', Name: 'Orders', Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read orders' }],
  });
  const { UserPoolClient: { ClientId } } = await call('CreateUserPoolClient', {
    UserPoolId, ClientName: 'service', GenerateSecret: true, AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['client_credentials'], AllowedOAuthScopes: ['orders/read'],
  });
  await setMetadata(ClientId, {
    token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [jwk] },
    grant_types: ['urn:ietf:params:oauth:grant-type:jwt-bearer'],
    hostedauth_trusted_issuers: [{ issuer: 'https://partner.example', jwks: { keys: [jwk] } }],
  });
  return ClientId;
}

const setMetadata = (ClientId, Metadata) =>
  ownCaller(nodes[0])('SetUserPoolClientMetadata', { UserPoolId: world.UserPoolId, ClientId, Metadata });

const sign = (claims, header = {}) => new SignJWT({ jti: randomUUID(), ...claims })
  .setProtectedHeader({ alg: 'ES256', kid: 'one', ...header }).setIssuedAt().setExpirationTime('2m').sign(keys.privateKey);

const proveService = () => sign({ iss: service, sub: service, aud: issuer });

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

async function ask(base, path, parameters, headers = {}) {
  const answer = await fetch(`${base}${path}`, { method: 'POST', headers, body: new URLSearchParams(parameters) });
  return { status: answer.status, ...(await answer.json()) };
}

/** Asks both nodes in turn; gives who won, and how the others were refused. */
async function overBoth(work) {
  const answers = await Promise.all(Array.from({ length: tries }, (_, i) => work(bases[i % 2], i)));
  return {
    winners: answers.filter(({ status }) => status === 200),
    refusals: new Set(answers.filter(({ status }) => status !== 200).map(({ status, error }) => `${status} ${error}`)),
  };
}

test('a client\'s assertion', async () => {
  const client_assertion = await proveService();

  const { winners, refusals } = await overBoth((base) => ask(base, '/oauth2/token', {
    grant_type: 'client_credentials', client_assertion_type: assertionType, client_assertion,
  }));

  assert.equal(winners.length, 1);
  assert.deepEqual([...refusals], ['401 invalid_client']);
});

test('an assertion that stands for a person', async () => {
  const assertion = await sign({ iss: 'https://partner.example', sub: user.username, aud: issuer });
  const proofs = await Promise.all(Array.from({ length: tries }, proveService));

  const { winners, refusals } = await overBoth((base, i) => ask(base, '/oauth2/token', {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion,
    client_assertion_type: assertionType, client_assertion: proofs[i],
  }));

  assert.equal(winners.length, 1);
  assert.deepEqual([...refusals], ['400 invalid_grant']);
});

test('a proof of a key (DPoP)', async () => {
  const proof = await sign(
    { htm: 'POST', htu: `${issuer}/oauth2/token` },
    { typ: 'dpop+jwt', kid: undefined, jwk: await exportJWK(keys.publicKey) });
  const assertions = await Promise.all(Array.from({ length: tries }, proveService));

  const { winners, refusals } = await overBoth((base, i) => ask(base, '/oauth2/token', {
    grant_type: 'client_credentials', client_assertion_type: assertionType, client_assertion: assertions[i],
  }, { dpop: proof }));

  assert.equal(winners.length, 1);
  assert.equal(winners[0].token_type, 'DPoP');
  assert.equal(
    JSON.parse(Buffer.from(winners[0].access_token.split('.')[1], 'base64url')).cnf.jkt, await calculateJwkThumbprint(jwk));
  assert.deepEqual([...refusals], ['400 invalid_dpop_proof']);
});

/** An app of the pool, and somebody in a browser who is signed in there. */
async function createApp(metadata) {
  const { UserPoolClient: { ClientId } } = await world.call('CreateUserPoolClient', {
    UserPoolId: world.UserPoolId, ClientName: 'app', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid', 'email'], CallbackURLs: [redirectUri], SupportedIdentityProviders: ['COGNITO'],
  });
  if (metadata) await setMetadata(ClientId, metadata);
  const person = new Person(nodes[0].url, world.UserPoolId, ClientId);
  assert.ok(await person.signIn(user.username, user.password));
  return { ClientId, person };
}

/** The same address of both nodes, opened by one browser; who gets a code wins. */
const openOverBoth = (person, url) => overBoth(async (base) => {
  const { pathname, search } = new URL(url, issuer);
  const answer = await person.send(`${new URL(base).origin}${pathname}${search}`);
  const isGranted = answer.headers.get('location')?.includes('code=') ?? false;
  return { status: isGranted ? 200 : answer.status };
});

test('a pushed request', async () => {
  const { ClientId, person } = await createApp();
  const { request_uri } = await ask(issuer, '/oauth2/par', {
    client_id: ClientId, response_type: 'code', scope: 'openid', redirect_uri: redirectUri, state: 's',
    code_challenge: createHash('sha256').update('v'.repeat(43)).digest('base64url'), code_challenge_method: 'S256',
  });

  const { winners } = await openOverBoth(
    person, `${issuer}/oauth2/authorize?${new URLSearchParams({ client_id: ClientId, request_uri })}`);

  assert.equal(winners.length, 1);
});

test('a signed request (the jti of its object)', async () => {
  const { ClientId, person } = await createApp({ jwks: { keys: [jwk] } });
  const { searchParams } = new URL(person.authorizeUrl());
  const request = await sign({ ...Object.fromEntries(searchParams), iss: ClientId, aud: issuer });

  const { winners } = await openOverBoth(
    person, `${issuer}/oauth2/authorize?${new URLSearchParams({ client_id: ClientId, response_type: 'code', request })}`);

  assert.equal(winners.length, 1);
});

test('a sign-in that a request asked for (prompt=login)', async () => {
  const { person } = await createApp();
  const signedIn = await person.fillIn(person.authorizeUrl({ prompt: 'login' }), user);

  const { winners } = await openOverBoth(person, signedIn.headers.get('location'));

  assert.match(signedIn.headers.get('location'), /prompt=login.*flow=|flow=.*prompt=login/);
  assert.equal(winners.length, 1);
});

test('a consent that a request asked for (prompt=consent)', async () => {
  const { person } = await createApp({ hostedauth_require_consent: true });
  const allowed = await person.fillIn(person.authorizeUrl({ prompt: 'consent' }), { answer: 'allow' });

  const { winners } = await openOverBoth(person, allowed.headers.get('location'));

  assert.match(allowed.headers.get('location'), /prompt=consent.*flow=|flow=.*prompt=consent/);
  assert.equal(winners.length, 1);
});

test('a device code', async () => {
  const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
  const { ClientId: client_id, person } = await createApp({ grant_types: [grant_type] });
  const { device_code, user_code, verification_uri } = await ask(issuer, '/oauth2/device_authorization', { client_id, scope: 'openid' });
  const question = await person.fillIn(verification_uri, { user_code });
  await person.fillIn(new URL(question.headers.get('location'), issuer).href, { answer: 'allow' });

  const { winners, refusals } = await overBoth((base) => ask(base, '/oauth2/token', { grant_type, client_id, device_code }));

  assert.equal(winners.length, 1);
  assert.ok([...refusals].every((refusal) => ['400 invalid_grant', '400 slow_down'].includes(refusal)), [...refusals].join());
});

test('the token by which a client changes its registration', async () => {
  const { UserPool: { Id } } = await ownCaller(nodes[0])('CreateUserPool', {
    PoolName: 'open', DcrConfiguration: { EnableStatus: 'Enabled', OpenDcrEnabled: true },
  });
  const send = async (method, path, body, authorization) => {
    const answer = await fetch(path, {
      method, headers: { 'content-type': 'application/json', ...(authorization && { authorization }) }, body: JSON.stringify(body),
    });
    return { status: answer.status, ...(await answer.json()) };
  };
  const redirect_uris = ['https://app.example/callback'];
  const client = await send('POST', `${nodes[0].url}/${Id}/oauth2/register`, { redirect_uris });

  const { winners, refusals } = await overBoth((base) => send(
    'PUT', `${new URL(base).origin}/${Id}/oauth2/register/${client.client_id}`, { client_id: client.client_id, redirect_uris },
    `Bearer ${client.registration_access_token}`));

  assert.equal(winners.length, 1);
  assert.ok([...refusals].every((refusal) => refusal === '401 invalid_token' || refusal.startsWith('429 ')), [...refusals].join());
});
