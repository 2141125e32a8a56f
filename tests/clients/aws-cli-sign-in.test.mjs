// The AWS CLI: second factors, devices, attributes, sessions and risks, as an operator and a user type them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cli } from './aws-cli.mjs';
import { Server } from './server.mjs';
import { Authenticator } from './totp.mjs';

const password = 'Passw0rd!';
const known = {};
let server;
let aws;
let refused;

const pool = () => ['--user-pool-id', known.pool];
const ada = () => [...pool(), '--username', 'ada'];
const signIn = () => aws('initiate-auth', '--client-id', known.client, '--auth-flow', 'USER_PASSWORD_AUTH', '--auth-parameters', `USERNAME=ada,PASSWORD=${password}`);
const token = async () => ['--access-token', (await signIn()).AuthenticationResult.AccessToken];

before(async () => {
  server = await Server.start();
  ({ aws, refused } = cli(server));
  known.pool = (await aws('create-user-pool', '--pool-name', 'people', '--auto-verified-attributes', 'email',
    '--device-configuration', 'ChallengeRequiredOnNewDevice=true,DeviceOnlyRememberedOnUserPrompt=true',
    '--user-pool-add-ons', 'AdvancedSecurityMode=AUDIT')).UserPool.Id;
  known.client = (await aws('create-user-pool-client', ...pool(), '--client-name', 'app',
    '--explicit-auth-flows', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH')).UserPoolClient.ClientId;
  await aws('admin-create-user', ...ada(), '--message-action', 'SUPPRESS', '--user-attributes',
    'Name=email,Value=ada@example.com', 'Name=email_verified,Value=true', 'Name=nickname,Value=addie',
    'Name=phone_number,Value=+491701234567', 'Name=phone_number_verified,Value=true');
  await aws('admin-set-user-password', ...ada(), '--password', password, '--permanent');
});
after(() => server.stop());

test('an authenticator app is set up, preferred and asked for', async () => {
  await aws('set-user-pool-mfa-config', ...pool(), '--mfa-configuration', 'OPTIONAL', '--software-token-mfa-configuration', 'Enabled=true');
  const { MfaConfiguration } = await aws('get-user-pool-mfa-config', ...pool());
  const mine = await token();
  const app = new Authenticator((await aws('associate-software-token', ...mine)).SecretCode);
  const { Status } = await aws('verify-software-token', ...mine, '--user-code', await app.code());
  await aws('set-user-mfa-preference', ...mine, '--software-token-mfa-settings', 'Enabled=true,PreferredMfa=true');
  const asked = await signIn();
  const { AuthenticationResult } = await aws('respond-to-auth-challenge', '--client-id', known.client, '--challenge-name', asked.ChallengeName,
    '--session', asked.Session, '--challenge-responses', `USERNAME=ada,SOFTWARE_TOKEN_MFA_CODE=${await app.code()}`);
  await aws('admin-set-user-mfa-preference', ...ada(), '--software-token-mfa-settings', 'Enabled=false,PreferredMfa=false');
  await aws('set-user-settings', ...mine, '--mfa-options', '[]');
  await aws('admin-set-user-settings', ...ada(), '--mfa-options', '[]');

  assert.deepEqual([MfaConfiguration, Status, asked.ChallengeName], ['OPTIONAL', 'SUCCESS', 'SOFTWARE_TOKEN_MFA']);
  assert.ok(AuthenticationResult.AccessToken);
  assert.ok((await signIn()).AuthenticationResult);
});

test('a device is confirmed, read, remembered and forgotten', async () => {
  const { AuthenticationResult } = await signIn();
  const key = ['--device-key', AuthenticationResult.NewDeviceMetadata.DeviceKey];
  const mine = ['--access-token', AuthenticationResult.AccessToken];
  await aws('confirm-device', ...mine, ...key, '--device-name', 'Laptop', '--device-secret-verifier-config',
    `PasswordVerifier=${Buffer.alloc(384, 7).toString('base64')},Salt=${Buffer.alloc(16, 7).toString('base64')}`);
  await aws('update-device-status', ...mine, ...key, '--device-remembered-status', 'remembered');
  const { Device } = await aws('get-device', ...mine, ...key);
  const { Devices } = await aws('list-devices', ...mine);
  await aws('admin-update-device-status', ...ada(), ...key, '--device-remembered-status', 'not_remembered');
  const seen = await aws('admin-get-device', ...ada(), ...key);
  await aws('admin-forget-device', ...ada(), ...key);

  assert.equal(Device.DeviceKey, key[1]);
  assert.equal(seen.Device.DeviceKey, key[1]);
  assert.deepEqual(Devices.map(({ DeviceKey }) => DeviceKey), [key[1]]);
  assert.deepEqual((await aws('admin-list-devices', ...ada())).Devices, []);
  await refused('ResourceNotFoundException', 'forget-device', ...await token(), ...key);
});

test('attributes are changed, proven and removed', async () => {
  const mine = await token();
  await aws('update-user-attributes', ...mine, '--user-attributes', 'Name=email,Value=ada2@example.com');
  const first = await server.mail('ada2@example.com');
  await aws('get-user-attribute-verification-code', ...mine, '--attribute-name', 'email');
  const { code } = await server.mail('ada2@example.com', first.id);
  await aws('verify-user-attribute', ...mine, '--attribute-name', 'email', '--code', code);
  await aws('delete-user-attributes', ...mine, '--user-attribute-names', 'nickname');
  await aws('admin-delete-user-attributes', ...ada(), '--user-attribute-names', 'phone_number');
  const { UserAttributes } = await aws('get-user', ...mine);

  const values = Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
  assert.deepEqual([values.email, values.email_verified, values.nickname, values.phone_number], ['ada2@example.com', 'true', undefined, undefined]);
});

test('risks are configured, and what happened is told and judged', async () => {
  await aws('set-risk-configuration', ...pool(), '--risk-exception-configuration', 'SkippedIPRangeList=192.0.2.0/24');
  const { RiskConfiguration } = await aws('describe-risk-configuration', ...pool());
  await signIn();
  const { AuthEvents: [event] } = await aws('admin-list-user-auth-events', ...ada(), '--max-items', '1');
  await aws('admin-update-auth-event-feedback', ...ada(), '--event-id', event.EventId, '--feedback-value', 'Valid');

  assert.deepEqual(RiskConfiguration.RiskExceptionConfiguration.SkippedIPRangeList, ['192.0.2.0/24']);
  assert.deepEqual([event.EventType, event.EventResponse], ['SignIn', 'Pass']);
  await refused('NotAuthorizedException', 'update-auth-event-feedback', ...ada(), '--event-id', event.EventId,
    '--feedback-token', 'forged', '--feedback-value', 'Invalid');
});

test('an administrator signs a user in, and answers what is asked of them', async () => {
  const { UserPoolClient: { ClientId } } = await aws('create-user-pool-client', ...pool(), '--client-name', 'backend',
    '--explicit-auth-flows', 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH');
  const of = [...pool(), '--client-id', ClientId];
  await aws('admin-create-user', ...pool(), '--username', 'bob', '--message-action', 'SUPPRESS', '--temporary-password', password);

  const asked = await aws('admin-initiate-auth', ...of, '--auth-flow', 'ADMIN_NO_SRP_AUTH', '--auth-parameters', `USERNAME=bob,PASSWORD=${password}`);
  const { AuthenticationResult } = await aws('admin-respond-to-auth-challenge', ...of, '--challenge-name', asked.ChallengeName,
    '--session', asked.Session, '--challenge-responses', 'USERNAME=bob,NEW_PASSWORD=N3wpassword!');

  assert.equal(asked.ChallengeName, 'NEW_PASSWORD_REQUIRED');
  assert.ok(AuthenticationResult.AccessToken);
  await refused('NotAuthorizedException', 'admin-initiate-auth', ...of, '--auth-flow', 'ADMIN_NO_SRP_AUTH',
    '--auth-parameters', `USERNAME=bob,PASSWORD=${password}`);
});

test('a password is reset, a user signed out everywhere, an account deleted by its owner', async () => {
  const mine = await token();
  await aws('admin-user-global-sign-out', ...ada());
  await refused('NotAuthorizedException', 'get-user', ...mine);
  const others = await token();
  await aws('admin-reset-user-password', ...ada());
  await refused('PasswordResetRequiredException', 'initiate-auth', '--client-id', known.client, '--auth-flow', 'USER_PASSWORD_AUTH',
    '--auth-parameters', `USERNAME=ada,PASSWORD=${password}`);
  await aws('admin-set-user-password', ...ada(), '--password', password, '--permanent');
  await refused('NotAuthorizedException', 'delete-user', ...others);
  await aws('delete-user', ...await token());

  await refused('UserNotFoundException', 'admin-get-user', ...ada());
});
