// A pool with a rotating public client and a user, made through the API.
import { createHash, createHmac } from 'node:crypto';
import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import { SignatureV4 } from '@smithy/signature-v4';
import { redirectUri } from './person.mjs';
import { accessKey, region } from './server.mjs';

export const user = { username: 'ada', password: 'Passw0rd!' };

export function caller(server) {
  const client = new cognito.CognitoIdentityProviderClient({ endpoint: server.url, region, credentials: accessKey, maxAttempts: 1 });
  return (operation, input) => client.send(new cognito[`${operation}Command`](input));
}

/** As the signer wants its hash. */
class Sha256 {
  constructor(key) {
    this.hash = key ? createHmac('sha256', key) : createHash('sha256');
  }

  update(data) {
    this.hash.update(data);
  }

  async digest() {
    return this.hash.digest();
  }
}

/** Calls operations that AWS doesn't have, so that its SDK doesn't know them: signed and sent by hand. */
export function ownCaller(server) {
  const { host, hostname, port } = new URL(server.url);
  const signer = new SignatureV4({ service: 'cognito-idp', region, credentials: accessKey, sha256: Sha256 });
  return async (operation, input) => {
    const body = JSON.stringify(input);
    const request = await signer.sign({
      method: 'POST', protocol: 'http:', hostname, port: Number(port), path: '/', query: {}, body,
      headers: {
        host,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      },
    });
    const answer = await fetch(`${server.url}/`, { method: 'POST', headers: request.headers, body });
    const result = await answer.json();
    if (answer.status !== 200) throw new Error(`${operation}: ${JSON.stringify(result)}`);
    return result;
  };
}

export async function createWorld(server) {
  const call = caller(server);
  const { UserPool } = await call('CreateUserPool', { PoolName: 'world' });
  const UserPoolId = UserPool.Id;
  const { UserPoolClient } = await call('CreateUserPoolClient', {
    UserPoolId, ClientName: 'app', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid', 'email'], CallbackURLs: [redirectUri], SupportedIdentityProviders: ['COGNITO'],
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
    RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
  });
  await call('AdminCreateUser', { UserPoolId, Username: user.username, MessageAction: 'SUPPRESS' });
  await call('AdminSetUserPassword', { UserPoolId, Username: user.username, Password: user.password, Permanent: true });
  return { call, UserPoolId, ClientId: UserPoolClient.ClientId };
}
