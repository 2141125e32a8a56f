// Factors with aws-amplify v6 in Node, as an app without pages has them: codes by mail, first, second and at once after sign-up.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { Amplify } from 'aws-amplify';
import * as auth from 'aws-amplify/auth';
import { Server } from './server.mjs';
import { Authenticator } from './totp.mjs';
import { caller } from './world.mjs';

const password = 'Passw0rd!';
let server;
let call;

before(async () => {
  server = await Server.start();
  call = caller(server);
});
afterEach(() => auth.signOut());
after(() => server.stop());

async function createPool(settings, factors) {
  const { UserPool: { Id } } = await call('CreateUserPool', {
    PoolName: 'people', UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'], ...settings,
  });
  if (factors) await call('SetUserPoolMfaConfig', { UserPoolId: Id, ...factors });
  const { UserPoolClient } = await call('CreateUserPoolClient', {
    UserPoolId: Id, ClientName: 'app', ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  });
  Amplify.configure({ Auth: { Cognito: { userPoolId: Id, userPoolClientId: UserPoolClient.ClientId, userPoolEndpoint: server.url } } });
  return Id;
}

async function createUser(UserPoolId, Username) {
  await call('AdminCreateUser', {
    UserPoolId, Username, MessageAction: 'SUPPRESS',
    UserAttributes: [{ Name: 'email', Value: Username }, { Name: 'email_verified', Value: 'true' }],
  });
  await call('AdminSetUserPassword', { UserPoolId, Username, Password: password, Permanent: true });
}

test('without a password: signed up, signed in at once, and again by a code', async () => {
  const username = 'ann@example.com';
  await createPool({ Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } });

  await auth.signUp({ username, options: { userAttributes: { email: username }, autoSignIn: { authFlowType: 'USER_AUTH' } } });
  const first = await server.mail(username);
  const confirmed = await auth.confirmSignUp({ username, confirmationCode: first.code });
  const automatic = await auth.autoSignIn();
  await auth.signOut();
  const asked = await auth.signIn({ username, options: { authFlowType: 'USER_AUTH', preferredChallenge: 'EMAIL_OTP' } });
  const { code } = await server.mail(username, first.id);
  const wrong = code === '000000' ? '000001' : '000000';
  await assert.rejects(auth.confirmSignIn({ challengeResponse: wrong }), { name: 'CodeMismatchException' });
  const done = await auth.confirmSignIn({ challengeResponse: code });

  assert.equal(confirmed.nextStep.signUpStep, 'COMPLETE_AUTO_SIGN_IN');
  assert.equal(automatic.isSignedIn, true);
  assert.equal(asked.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
  assert.equal(done.isSignedIn, true);
});

test('a code by mail is the second factor, and another one is chosen where there are two', async () => {
  const username = 'bea@example.com';
  const pool = await createPool({}, {
    MfaConfiguration: 'OPTIONAL', EmailMfaConfiguration: {}, SoftwareTokenMfaConfiguration: { Enabled: true },
  });
  await createUser(pool, username);

  await auth.signIn({ username, password });
  const app = new Authenticator((await auth.setUpTOTP()).sharedSecret);
  await auth.verifyTOTPSetup({ code: await app.code() });
  await auth.updateMFAPreference({ email: 'PREFERRED', totp: 'ENABLED' });
  await auth.signOut();
  const byMail = await auth.signIn({ username, password });
  const { code } = await server.mail(username);
  await auth.confirmSignIn({ challengeResponse: code });
  const preference = await auth.fetchMFAPreference();
  await auth.updateMFAPreference({ email: 'NOT_PREFERRED' });
  await auth.signOut();
  const asked = await auth.signIn({ username, password });
  const chosen = await auth.confirmSignIn({ challengeResponse: 'TOTP' });
  const done = await auth.confirmSignIn({ challengeResponse: await app.code() });

  assert.equal(byMail.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
  assert.equal(preference.preferred, 'EMAIL');
  assert.equal(asked.nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_MFA_SELECTION');
  assert.deepEqual(asked.nextStep.allowedMFATypes.toSorted(), ['EMAIL', 'TOTP']);
  assert.equal(chosen.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_TOTP_CODE');
  assert.equal(done.isSignedIn, true);
});
