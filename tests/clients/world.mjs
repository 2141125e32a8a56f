// A pool with a rotating public client and a user, made through the API.
import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import { redirectUri } from './person.mjs';
import { accessKey, region } from './server.mjs';

export const user = { username: 'ada', password: 'Passw0rd!' };

export function caller(server) {
  const client = new cognito.CognitoIdentityProviderClient({ endpoint: server.url, region, credentials: accessKey, maxAttempts: 1 });
  return (operation, input) => client.send(new cognito[`${operation}Command`](input));
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
