// Other people's verifiers, which keep our keys as long as they may, go on through a rotation without asking again.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { JwtRsaVerifier } from 'aws-jwt-verify';
import { validateCognitoJwtFields } from 'aws-jwt-verify/cognito-verifier';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { createRemoteJWKSet, customFetch, decodeProtectedHeader, jwtVerify } from 'jose';
import { Person, redirectUri } from './person.mjs';
import { Server } from './server.mjs';
import { createWorld, ownCaller, user } from './world.mjs';

const run = promisify(execFile);
let server;
let world;
let callOwn;
let issuer;
let fetched = 0;
let es256;

before(async () => {
  server = await Server.start();
  world = await createWorld(server);
  callOwn = ownCaller(server);
  issuer = `${server.url}/${world.UserPoolId}`;
  const { UserPoolClient } = await world.call('CreateUserPoolClient', {
    UserPoolId: world.UserPoolId, ClientName: 'es256', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid', 'email'], CallbackURLs: [redirectUri], SupportedIdentityProviders: ['COGNITO'],
  });
  es256 = UserPoolClient.ClientId;
  await callOwn('SetUserPoolClientMetadata', {
    UserPoolId: world.UserPoolId, ClientId: es256,
    Metadata: {
      id_token_signed_response_alg: 'ES256', hostedauth_access_token_signing_alg: 'ES256', hostedauth_access_token_format: 'at+jwt',
    },
  });
});
after(() => server.stop());

async function signIn(client) {
  const person = new Person(server.url, world.UserPoolId, client);
  assert.equal(await person.signIn(user.username, user.password), true);
  const tokens = await person.exchange(await person.code());
  assert.equal(tokens.status, 200, JSON.stringify(tokens));
  return tokens;
}

async function counted(url, options) {
  fetched++;
  return fetch(url, options);
}

/** The keys were published long enough ago: the clock can't be moved here, so that moment is. */
async function ageKeys() {
  const script = 'import sqlite3, sys; db = sqlite3.connect(sys.argv[1], timeout=20)\n'
    + 'db.execute("UPDATE signing_keys SET CreatedAt = CreatedAt - 20 * 60 * 10000000"); db.commit()';
  await run('/usr/bin/python3', ['-c', script, path.join(server.folder, 'hostedauth.db')]);
}

const kidOf = (token) => decodeProtectedHeader(token).kid;
const halfHash = (token) => createHash('sha256').update(token).digest().subarray(0, 16).toString('base64url');

test('jose and aws-jwt-verify made before a rotation accept the tokens of before and after it', async () => {
  const jwks = new URL(`${issuer}/.well-known/jwks.json`);
  const jose = createRemoteJWKSet(jwks, { [customFetch]: counted });
  const aws = JwtRsaVerifier.create(
    { issuer, jwksUri: jwks.href, audience: null },
    { jwksCache: new SimpleJwksCache({ fetcher: { fetch: async (uri) => (await counted(uri)).arrayBuffer() } }) },
  );

  const verifyRs256 = async (tokens) => {
    const id = await jwtVerify(tokens.id_token, jose, { issuer, audience: world.ClientId, algorithms: ['RS256'] });
    assert.equal(id.payload.at_hash, halfHash(tokens.access_token));
    await jwtVerify(tokens.access_token, jose, { issuer, algorithms: ['RS256'] });
    for (const [tokenUse, token] of [['id', tokens.id_token], ['access', tokens.access_token]]) {
      const claims = await aws.verify(token);
      validateCognitoJwtFields(claims, { clientId: world.ClientId, tokenUse });
    }
  };
  const verifyEs256 = async (tokens) => {
    const id = await jwtVerify(tokens.id_token, jose, { issuer, audience: es256, algorithms: ['ES256'] });
    assert.equal(id.payload.at_hash, halfHash(tokens.access_token));
    const access = await jwtVerify(tokens.access_token, jose, { issuer, audience: issuer, algorithms: ['ES256'], typ: 'at+jwt' });
    assert.equal(access.payload.client_id, es256);
    assert.equal(access.payload.sub, id.payload.sub);
  };

  const before = [await signIn(world.ClientId), await signIn(es256)];
  await verifyRs256(before[0]);
  await verifyEs256(before[1]);
  assert.equal(fetched, 2, 'each reads the keys once');
  await assert.rejects(callOwn('RotateUserPoolSigningKeys', { UserPoolId: world.UserPoolId }), /InvalidParameterException/);
  await ageKeys();
  await callOwn('RotateUserPoolSigningKeys', { UserPoolId: world.UserPoolId });
  const later = [await signIn(world.ClientId), await signIn(es256)];

  for (const [index, tokens] of later.entries()) {
    assert.notEqual(kidOf(tokens.id_token), kidOf(before[index].id_token));
    assert.notEqual(kidOf(tokens.access_token), kidOf(before[index].access_token));
  }
  await verifyRs256(later[0]);
  await verifyEs256(later[1]);
  await verifyRs256(before[0]);
  await verifyEs256(before[1]);
  assert.equal(fetched, 2, 'nobody asked again');
});

test('a token that only resembles one is refused by the same keys', async () => {
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
  const tokens = await signIn(es256);
  const [header, payload, signature] = tokens.access_token.split('.');
  const forged = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(payload, 'base64url')), scope: 'all' })).toString('base64url');

  await assert.rejects(jwtVerify(`${header}.${forged}.${signature}`, keys, { issuer }), { code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' });
  await assert.rejects(jwtVerify(tokens.id_token, keys, { issuer, typ: 'at+jwt' }), { code: 'ERR_JWT_CLAIM_VALIDATION_FAILED' });
});
