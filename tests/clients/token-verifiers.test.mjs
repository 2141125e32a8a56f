// Other people's verifiers accept our tokens, and nothing else.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import { JwtRsaVerifier } from 'aws-jwt-verify';
import { validateCognitoJwtFields } from 'aws-jwt-verify/cognito-verifier';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { accessKey, region, Server } from './server.mjs';

const run = promisify(execFile);
let server;
let issuer;
let clientId;
let tokens;

before(async () => {
  server = await Server.start();
  const admin = new cognito.CognitoIdentityProviderClient({ endpoint: server.url, region, credentials: accessKey });
  const call = (operation, input) => admin.send(new cognito[`${operation}Command`](input));
  const { UserPool } = await call('CreateUserPool', { PoolName: 'verify' });
  const UserPoolId = UserPool.Id;
  const { UserPoolClient } = await call('CreateUserPoolClient', { UserPoolId, ClientName: 'app' });
  clientId = UserPoolClient.ClientId;
  await call('AdminCreateUser', { UserPoolId, Username: 'ada', MessageAction: 'SUPPRESS' });
  await call('AdminSetUserPassword', { UserPoolId, Username: 'ada', Password: 'Passw0rd!', Permanent: true });
  tokens = (await call('InitiateAuth', {
    ClientId: clientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'ada', PASSWORD: 'Passw0rd!' },
  })).AuthenticationResult;
  issuer = `${server.url}/${UserPoolId}`;
});
after(() => server.stop());

const jwks = async () => (await fetch(`${issuer}/.well-known/jwks.json`)).json();

async function verifier(options) {
  const made = JwtRsaVerifier.create({ issuer, jwksUri: `${issuer}/.well-known/jwks.json`, audience: null, ...options });
  made.cacheJwks(await jwks());
  return made;
}

for (const [tokenUse, member] of [['id', 'IdToken'], ['access', 'AccessToken']]) {
  test(`aws-jwt-verify accepts the ${tokenUse} token`, async () => {
    const checks = await verifier({
      customJwtCheck: ({ payload }) => validateCognitoJwtFields(payload, { clientId, tokenUse }),
    });

    const claims = await checks.verify(tokens[member]);

    assert.equal(claims.token_use, tokenUse);
    assert.equal(claims.iss, issuer);
  });
}

test('aws-jwt-verify refuses a token that was changed', async () => {
  const checks = await verifier();
  const [header, payload, signature] = tokens.AccessToken.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url'));
  const forged = Buffer.from(JSON.stringify({ ...claims, username: 'eve' })).toString('base64url');

  await assert.rejects(checks.verify(`${header}.${forged}.${signature}`), /Invalid signature/);
});

test('python-jose accepts the ID token as its documentation shows', async () => {
  const script = fileURLToPath(new URL('verify_with_python_jose.py', import.meta.url));

  const { stdout } = await run('/usr/bin/python3', [script, issuer, clientId, tokens.IdToken, tokens.AccessToken]);

  assert.equal(JSON.parse(stdout)['cognito:username'], 'ada');
});

test('jose accepts both tokens by the published keys, and a token of another issuer by none', async () => {
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));

  const id = await jwtVerify(tokens.IdToken, keys, { issuer, audience: clientId, algorithms: ['RS256'] });
  const access = await jwtVerify(tokens.AccessToken, keys, { issuer, algorithms: ['RS256'] });

  assert.equal(id.payload['cognito:username'], 'ada');
  assert.equal(access.payload.client_id, clientId);
  await assert.rejects(jwtVerify(tokens.IdToken, keys, { issuer: `${issuer}x` }), { code: 'ERR_JWT_CLAIM_VALIDATION_FAILED' });
});
