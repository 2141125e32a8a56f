// The AWS SDK for JavaScript, as a service and as a single-page app use it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import { accessKey, region, Server } from './server.mjs';

let server;
let admin;
let anonymous;
const known = {};

before(async () => {
  server = await Server.start();
  admin = new cognito.CognitoIdentityProviderClient({ endpoint: server.url, region, credentials: accessKey });
  // An app in a browser has no credentials at all.
  anonymous = new cognito.CognitoIdentityProviderClient({ endpoint: server.url, region });
});
after(() => server.stop());

const call = (client, operation, input) => client.send(new cognito[`${operation}Command`](input));
const refuses = (promise, type, message) =>
  assert.rejects(promise, (error) => {
    assert.ok(error instanceof cognito[type], `${error.name}: ${error.message}`);
    if (message) assert.equal(error.message, message);
    return true;
  });

test('a pool whose users sign in by email', async () => {
  const { UserPool } = await call(admin, 'CreateUserPool', {
    PoolName: 'app',
    UsernameAttributes: ['email'],
    AutoVerifiedAttributes: ['email'],
    Policies: { PasswordPolicy: { MinimumLength: 10, RequireSymbols: false } },
    Schema: [{ Name: 'plan', AttributeDataType: 'String', Mutable: true }],
  });
  const { UserPoolClient } = await call(admin, 'CreateUserPoolClient', {
    UserPoolId: UserPool.Id,
    ClientName: 'spa',
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    PreventUserExistenceErrors: 'ENABLED',
  });
  known.UserPoolId = UserPool.Id;
  known.ClientId = UserPoolClient.ClientId;

  assert.ok(UserPool.CreationDate instanceof Date);
  assert.ok(Math.abs(UserPool.CreationDate - Date.now()) < 60_000);
  assert.ok(UserPool.SchemaAttributes.some(({ Name }) => Name === 'custom:plan'));
  assert.equal(UserPoolClient.ClientSecret, undefined);
});

test('sign-up, confirmation and sign-in need no credentials', async () => {
  const { ClientId } = known;
  const { UserSub, UserConfirmed } = await call(anonymous, 'SignUp', { ClientId, Username: 'eve@example.com', Password: 'Abcdefg123' });
  await refuses(
    call(anonymous, 'InitiateAuth', { ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'eve@example.com', PASSWORD: 'Abcdefg123' } }),
    'UserNotConfirmedException', 'User is not confirmed.');
  const { code } = await server.mail('eve@example.com');
  await call(anonymous, 'ConfirmSignUp', { ClientId, Username: 'eve@example.com', ConfirmationCode: code });
  const { AuthenticationResult } = await call(anonymous, 'InitiateAuth', {
    ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'eve@example.com', PASSWORD: 'Abcdefg123' },
  });
  const user = await call(anonymous, 'GetUser', { AccessToken: AuthenticationResult.AccessToken });
  known.tokens = AuthenticationResult;

  assert.equal(UserConfirmed, false);
  assert.equal(user.Username, UserSub);
  assert.equal(AuthenticationResult.ExpiresIn, 3600);
});

test('errors arrive as their classes, with the texts of AWS', async () => {
  const { ClientId, UserPoolId } = known;
  await refuses(call(anonymous, 'SignUp', { ClientId, Username: 'eve@example.com', Password: 'Abcdefg123' }), 'UsernameExistsException');
  await refuses(call(anonymous, 'SignUp', { ClientId, Username: 'new@example.com', Password: 'short1A' }), 'InvalidPasswordException',
    'Password did not conform with policy: Password not long enough');
  await refuses(
    call(anonymous, 'InitiateAuth', { ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'nobody@example.com', PASSWORD: 'Abcdefg123' } }),
    'NotAuthorizedException', 'Incorrect username or password.');
  await refuses(call(admin, 'AdminGetUser', { UserPoolId, Username: 'nobody@example.com' }), 'UserNotFoundException', 'User does not exist.');
  await refuses(call(admin, 'DescribeUserPool', { UserPoolId: 'eu-west-1_000000000' }), 'ResourceNotFoundException');
});

test('a wrong secret key is refused', async () => {
  const stranger = new cognito.CognitoIdentityProviderClient({
    endpoint: server.url, region, credentials: { ...accessKey, secretAccessKey: 'wrong' },
  });

  await assert.rejects(call(stranger, 'ListUserPools', { MaxResults: 1 }), { name: 'InvalidSignatureException' });
});

test('a password is changed, and a refresh token revoked', async () => {
  const { ClientId, tokens } = known;
  await call(anonymous, 'ChangePassword', { AccessToken: tokens.AccessToken, PreviousPassword: 'Abcdefg123', ProposedPassword: 'Hijklmn456' });
  const refreshed = await call(anonymous, 'InitiateAuth', {
    ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: tokens.RefreshToken },
  });
  await call(anonymous, 'RevokeToken', { ClientId, Token: tokens.RefreshToken });

  assert.ok(refreshed.AuthenticationResult.IdToken);
  await refuses(
    call(anonymous, 'InitiateAuth', { ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: tokens.RefreshToken } }),
    'NotAuthorizedException', 'Refresh Token has been revoked');
  await refuses(call(anonymous, 'GetUser', { AccessToken: tokens.AccessToken }), 'NotAuthorizedException', 'Access Token has been revoked');
});

test('a client with a secret wants the hash of it', async () => {
  const { UserPoolId } = known;
  const { UserPoolClient } = await call(admin, 'CreateUserPoolClient', {
    UserPoolId, ClientName: 'backend', GenerateSecret: true, ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  });
  const signIn = (parameters) => call(admin, 'AdminInitiateAuth', {
    UserPoolId, ClientId: UserPoolClient.ClientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'eve@example.com', PASSWORD: 'Hijklmn456', ...parameters },
  });
  const { createHmac } = await import('node:crypto');
  const SECRET_HASH = createHmac('sha256', UserPoolClient.ClientSecret)
    .update(`eve@example.com${UserPoolClient.ClientId}`).digest('base64');

  assert.ok((await signIn({ SECRET_HASH })).AuthenticationResult.AccessToken);
  await refuses(signIn({}), 'NotAuthorizedException',
    `Client ${UserPoolClient.ClientId} is configured with secret but SECRET_HASH was not received`);
  await refuses(signIn({ SECRET_HASH: 'AAAA' }), 'NotAuthorizedException',
    `Unable to verify secret hash for client ${UserPoolClient.ClientId}`);
});

test('lists go on from page to page', async () => {
  const { UserPoolId } = known;
  for (const name of ['a', 'b', 'c']) {
    await call(admin, 'CreateGroup', { UserPoolId, GroupName: name });
  }
  const pages = [];
  for await (const page of cognito.paginateListGroups({ client: admin, pageSize: 2 }, { UserPoolId })) pages.push(page.Groups.length);

  assert.deepEqual(pages, [2, 1]);
});

test('clean-up', async () => {
  const { UserPoolId } = known;
  await call(admin, 'AdminDeleteUser', { UserPoolId, Username: 'eve@example.com' });
  await call(admin, 'DeleteUserPool', { UserPoolId });

  const { UserPools } = await call(admin, 'ListUserPools', { MaxResults: 60 });
  assert.deepEqual(UserPools, []);
});
