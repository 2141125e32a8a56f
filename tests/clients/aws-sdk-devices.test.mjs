// The AWS SDK for JavaScript at devices and sessions.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import { Server } from './server.mjs';
import { caller } from './world.mjs';

const user = { Username: 'hal', Password: 'Passw0rd!' };
let server;
let call;
let UserPoolId;
let ClientId;

before(async () => {
  server = await Server.start();
  call = caller(server);
  ({ UserPool: { Id: UserPoolId } } = await call('CreateUserPool', {
    PoolName: 'devices', DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true },
  }));
  ({ UserPoolClient: { ClientId } } = await call('CreateUserPoolClient', {
    UserPoolId, ClientName: 'app', ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  }));
  await call('AdminCreateUser', { UserPoolId, Username: user.Username, MessageAction: 'SUPPRESS' });
  await call('AdminSetUserPassword', { UserPoolId, ...user, Permanent: true });
});
after(() => server.stop());

const named = () => ({ UserPoolId, Username: user.Username });
const refuses = (promise, type, message) => assert.rejects(promise, (error) => error instanceof cognito[type] && error.message === message);

async function signIn() {
  const { AuthenticationResult } = await call('InitiateAuth', {
    ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: user.Username, PASSWORD: user.Password },
  });
  return AuthenticationResult;
}

const confirm = ({ AccessToken, NewDeviceMetadata: { DeviceKey } }) => call('ConfirmDevice', {
  AccessToken, DeviceKey, DeviceName: 'laptop',
  DeviceSecretVerifierConfig: { Salt: randomBytes(16).toString('base64'), PasswordVerifier: randomBytes(256).toString('base64') },
});

const attribute = ({ DeviceAttributes }, name) => DeviceAttributes.find(({ Name }) => Name === name)?.Value;

test('a device is confirmed, read, remembered and forgotten by its user', async () => {
  const tokens = await signIn();
  const { AccessToken, NewDeviceMetadata: { DeviceKey } } = tokens;
  assert.equal((await confirm(tokens)).UserConfirmationNecessary, true);
  await refuses(confirm(tokens), 'DeviceKeyExistsException', 'Device key already exists.');

  await call('UpdateDeviceStatus', { AccessToken, DeviceKey, DeviceRememberedStatus: 'remembered' });
  const { Device } = await call('GetDevice', { AccessToken, DeviceKey });
  const { Devices } = await call('ListDevices', { AccessToken, Limit: 10 });
  await call('ForgetDevice', { AccessToken, DeviceKey });

  assert.equal(attribute(Device, 'device_name'), 'laptop');
  assert.equal(attribute(Device, 'dev:device_remembered_status'), 'remembered');
  assert.ok(Device.DeviceCreateDate instanceof Date && Device.DeviceLastAuthenticatedDate instanceof Date);
  assert.deepEqual(Devices.map((one) => one.DeviceKey), [DeviceKey]);
  await refuses(call('GetDevice', { AccessToken, DeviceKey }), 'ResourceNotFoundException', 'Device does not exist.');
});

test('and by an administrator', async () => {
  const tokens = await signIn();
  const { NewDeviceMetadata: { DeviceKey } } = tokens;
  await confirm(tokens);

  await call('AdminUpdateDeviceStatus', { ...named(), DeviceKey, DeviceRememberedStatus: 'remembered' });
  const { Device } = await call('AdminGetDevice', { ...named(), DeviceKey });
  const { Devices } = await call('AdminListDevices', named());
  await call('AdminForgetDevice', { ...named(), DeviceKey });

  assert.equal(attribute(Device, 'dev:device_remembered_status'), 'remembered');
  assert.equal(Devices.length, 1);
  assert.deepEqual((await call('AdminListDevices', named())).Devices, []);
});

test('a refresh names its device', async () => {
  const { RefreshToken, NewDeviceMetadata: { DeviceKey } } = await signIn();

  await refuses(call('GetTokensFromRefreshToken', { ClientId, RefreshToken }), 'NotAuthorizedException', 'Invalid Refresh Token');
  const { AuthenticationResult } = await call('GetTokensFromRefreshToken', { ClientId, RefreshToken, DeviceKey });
  assert.ok(AuthenticationResult.AccessToken);
});

test('sessions are listed and ended', async () => {
  await call('AdminUserGlobalSignOut', named());
  const [first, second] = [await signIn(), await signIn()];

  const { Sessions } = await call('ListUserSessions', { AccessToken: second.AccessToken });
  const own = Sessions.find((one) => one.IsCurrentSession);
  const other = Sessions.find((one) => !one.IsCurrentSession);
  await call('RevokeUserSession', { AccessToken: second.AccessToken, SessionId: other.SessionId });
  await refuses(call('GetUser', { AccessToken: first.AccessToken }), 'NotAuthorizedException', 'Access Token has been revoked');

  const { Sessions: left } = await call('AdminListUserSessions', named());
  await call('AdminRevokeUserSession', { ...named(), SessionId: own.SessionId, RevokeAssociatedSessions: 'LINKED' });

  assert.equal(Sessions.length, 2);
  assert.equal(own.SessionType, 'TOKEN');
  assert.ok(own.CreateDate instanceof Date && own.LastActiveDate instanceof Date);
  assert.deepEqual(left.map((one) => one.SessionId), [own.SessionId]);
  await refuses(call('GetUser', { AccessToken: second.AccessToken }), 'NotAuthorizedException', 'Access Token has been revoked');
});

test('sessions are bounded by the pool, and a sign-in is good for as long as the client says', async () => {
  const before = await call('GetUserPoolSessionConfiguration', { UserPoolId });
  await call('SetUserPoolSessionConfiguration', { UserPoolId, UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser: 1 } });
  const first = await signIn();
  await signIn();
  await refuses(call('GetUser', { AccessToken: first.AccessToken }), 'NotAuthorizedException', 'Access Token has been revoked');

  await call('SetUserPoolClientSessionConfiguration', { UserPoolId, ClientId, SSOSession: { MaxValidityMinutes: 0 } });
  const { SSOSession } = await call('GetUserPoolClientSessionConfiguration', { UserPoolId, ClientId });

  assert.equal(before.UserSessionTracking, 'DISABLED');
  assert.equal(before.TokenSession.MaxPerUser, 20);
  assert.equal(SSOSession.MaxValidityMinutes, 0);
});
