// Remembered devices with aws-amplify v6, as apps import it, in Node.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Amplify } from 'aws-amplify';
import * as auth from 'aws-amplify/auth';
import { Server } from './server.mjs';
import { Authenticator } from './totp.mjs';
import { caller } from './world.mjs';

const password = 'Passw0rd!';
const username = 'gus@example.com';
let server;
let app;

before(async () => {
  server = await Server.start();
  const call = caller(server);
  const { UserPool: { Id } } = await call('CreateUserPool', {
    PoolName: 'people', UsernameAttributes: ['email'],
    DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true },
  });
  await call('SetUserPoolMfaConfig', { UserPoolId: Id, MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } });
  const { UserPoolClient } = await call('CreateUserPoolClient', {
    UserPoolId: Id, ClientName: 'app', ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  });
  await call('AdminCreateUser', { UserPoolId: Id, Username: username, MessageAction: 'SUPPRESS', UserAttributes: [{ Name: 'email', Value: username }] });
  await call('AdminSetUserPassword', { UserPoolId: Id, Username: username, Password: password, Permanent: true });
  Amplify.configure({ Auth: { Cognito: { userPoolId: Id, userPoolClientId: UserPoolClient.ClientId, userPoolEndpoint: server.url } } });
});
after(() => server.stop());

/** Signs in by SRP; gives what is asked next. */
const signIn = async () => (await auth.signIn({ username, password })).nextStep.signInStep;

test('an authenticator app is set up', async () => {
  assert.equal(await signIn(), 'DONE');
  const { sharedSecret } = await auth.setUpTOTP();
  app = new Authenticator(sharedSecret);
  await auth.verifyTOTPSetup({ code: await app.code() });
  await auth.updateMFAPreference({ totp: 'PREFERRED' });
  await auth.signOut();
});

test('a device that its user remembers needs no code', async () => {
  assert.equal(await signIn(), 'CONFIRM_SIGN_IN_WITH_TOTP_CODE');
  await auth.confirmSignIn({ challengeResponse: await app.code() });
  await auth.rememberDevice();
  const devices = await auth.fetchDevices();
  await auth.signOut();

  assert.equal(await signIn(), 'DONE');

  const { tokens } = await auth.fetchAuthSession({ forceRefresh: true });
  assert.equal(devices.length, 1);
  assert.equal(tokens.accessToken.payload.device_key, devices[0].id);
});

test('forgotten, it needs one again', async () => {
  await auth.forgetDevice();
  assert.deepEqual(await auth.fetchDevices(), []);
  await auth.signOut();

  assert.equal(await signIn(), 'CONFIRM_SIGN_IN_WITH_TOTP_CODE');
});
