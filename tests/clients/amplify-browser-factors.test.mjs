// aws-amplify v6 in Chromium: second factors, passwordless sign-in, passkeys, devices.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { App, password } from './amplify-browser.mjs';
import { Authenticator } from './totp.mjs';

const choice = ['ALLOW_USER_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];
const totp = { SoftwareTokenMfaConfiguration: { Enabled: true } };
const email = { EmailMfaConfiguration: { Message: 'Code {####}', Subject: 'Code' } };
const mail = { EmailConfiguration: { EmailSendingAccount: 'DEVELOPER', From: 'us@example.com', SourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/example.com' } };
const recovery = { AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] } };
const passwordless = { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] } } };
const wrong = (code) => (code === '000000' ? '000001' : '000000');
let app;

before(async () => (app = await App.start()));
beforeEach(() => app.openFresh());
after(() => app.stop());

const signIn = (username, options) => app.auth('signIn', { username, ...(options ? { options } : { password }) });
const confirm = (challengeResponse) => app.auth('confirmSignIn', { challengeResponse });

test('an authenticator app is set up, preferred and asked for', async () => {
  const username = 'ann@example.com';
  const { Id } = await app.createPool({ mfa: { MfaConfiguration: 'OPTIONAL', ...totp } });
  await app.createUser(Id, username);
  await signIn(username);
  const { sharedSecret } = await app.auth('setUpTOTP');
  const authenticator = new Authenticator(sharedSecret);
  await app.auth('verifyTOTPSetup', { code: await authenticator.code() });
  await app.auth('updateMFAPreference', { totp: 'PREFERRED' });
  const preference = await app.auth('fetchMFAPreference');
  await app.auth('signOut');

  const asked = await signIn(username);
  const code = await authenticator.code();
  await assert.rejects(confirm(wrong(code)), { name: 'CodeMismatchException' });
  const done = await confirm(code);

  assert.deepEqual(preference, { enabled: ['TOTP'], preferred: 'TOTP' });
  assert.equal(asked.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_TOTP_CODE');
  assert.equal(done.isSignedIn, true);
});

test('a code by mail is the second factor', async () => {
  const username = 'bea@example.com';
  const { Id } = await app.createPool({ mfa: { MfaConfiguration: 'OPTIONAL', ...email }, ...mail, ...recovery });
  await app.createUser(Id, username);
  await signIn(username);
  await app.auth('updateMFAPreference', { email: 'PREFERRED' });
  await app.auth('signOut');

  const asked = await signIn(username);
  const { code } = await app.server.mail(username);
  const done = await confirm(code);

  assert.equal(asked.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
  assert.equal(done.isSignedIn, true);
});

test('who must have a second factor chooses one and sets it up', async () => {
  const { Id } = await app.createPool({ mfa: { MfaConfiguration: 'ON', ...totp, ...email }, ...mail, ...recovery, UsernameAttributes: undefined });
  await app.call('AdminCreateUser', { UserPoolId: Id, Username: 'cleo', MessageAction: 'SUPPRESS' });
  await app.call('AdminSetUserPassword', { UserPoolId: Id, Username: 'cleo', Password: password, Permanent: true });

  const asked = await signIn('cleo');
  const chosen = await confirm('TOTP');
  const authenticator = new Authenticator(chosen.nextStep.totpSetupDetails.sharedSecret);
  const done = await confirm(await authenticator.code());

  assert.equal(asked.nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_MFA_SETUP_SELECTION');
  assert.deepEqual(asked.nextStep.allowedMFATypes.toSorted(), ['EMAIL', 'TOTP']);
  assert.equal(chosen.nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP');
  assert.equal(done.isSignedIn, true);
});

test('an address given at set-up gets the code that proves it', async () => {
  const { Id } = await app.createPool({ mfa: { MfaConfiguration: 'ON', ...email }, ...mail, ...recovery, UsernameAttributes: undefined });
  await app.call('AdminCreateUser', { UserPoolId: Id, Username: 'dora', MessageAction: 'SUPPRESS' });
  await app.call('AdminSetUserPassword', { UserPoolId: Id, Username: 'dora', Password: password, Permanent: true });

  const asked = await signIn('dora');
  const sent = await confirm('dora@example.com');
  const { code } = await app.server.mail('dora@example.com');
  const done = await confirm(code);

  assert.equal(asked.nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_EMAIL_SETUP');
  assert.equal(sent.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
  assert.equal(done.isSignedIn, true);
});

test('without a password: signed up, signed in at once, and again by a code', async () => {
  const username = 'eve@example.com';
  await app.createPool({ flows: choice, ...passwordless });

  await app.auth('signUp', { username, options: { userAttributes: { email: username }, autoSignIn: { authFlowType: 'USER_AUTH' } } });
  const first = await app.server.mail(username);
  const confirmed = await app.auth('confirmSignUp', { username, confirmationCode: first.code });
  const automatic = await app.auth('autoSignIn');
  await app.auth('signOut');
  const asked = await signIn(username, { authFlowType: 'USER_AUTH', preferredChallenge: 'EMAIL_OTP' });
  const { code } = await app.server.mail(username, first.id);
  const done = await confirm(code);

  assert.equal(confirmed.nextStep.signUpStep, 'COMPLETE_AUTO_SIGN_IN');
  assert.equal(automatic.isSignedIn, true);
  assert.equal(asked.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
  assert.equal(done.isSignedIn, true);
});

test('the first factor is chosen among those that there are', async () => {
  const username = 'fay@example.com';
  const { Id } = await app.createPool({ flows: choice, ...passwordless });
  await app.createUser(Id, username);

  const asked = await signIn(username, { authFlowType: 'USER_AUTH' });
  await confirm('PASSWORD');
  const done = await confirm(password);

  assert.equal(asked.nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION');
  assert.deepEqual(asked.nextStep.availableChallenges.toSorted(), ['EMAIL_OTP', 'PASSWORD', 'PASSWORD_SRP']);
  assert.equal(done.isSignedIn, true);
});

test('a passkey is made, listed, used instead of a password, and removed', async () => {
  const username = 'gil@example.com';
  const { Id } = await app.createPool({
    flows: choice, ...passwordless, mfa: { MfaConfiguration: 'OFF', WebAuthnConfiguration: { RelyingPartyId: 'localhost', UserVerification: 'preferred' } },
  });
  await app.createUser(Id, username);
  const devtools = await app.page.context().newCDPSession(app.page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  await signIn(username);

  await app.auth('associateWebAuthnCredential');
  const { credentials } = await app.auth('listWebAuthnCredentials');
  await app.auth('signOut');
  const done = await signIn(username, { authFlowType: 'USER_AUTH', preferredChallenge: 'WEB_AUTHN' });
  await app.auth('deleteWebAuthnCredential', { credentialId: credentials[0].credentialId });

  assert.equal(credentials.length, 1);
  assert.equal(done.isSignedIn, true);
  assert.deepEqual((await app.auth('listWebAuthnCredentials')).credentials, []);
});

test('a device that its user remembers is spared the second factor, until it is forgotten', async () => {
  const username = 'hal@example.com';
  const { Id } = await app.createPool({
    DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true }, mfa: { MfaConfiguration: 'OPTIONAL', ...totp },
  });
  await app.createUser(Id, username);
  await signIn(username);
  const authenticator = new Authenticator((await app.auth('setUpTOTP')).sharedSecret);
  await app.auth('verifyTOTPSetup', { code: await authenticator.code() });
  await app.auth('updateMFAPreference', { totp: 'PREFERRED' });
  await app.auth('rememberDevice');
  const devices = await app.auth('fetchDevices');
  await app.auth('signOut');

  // The device was confirmed after a password alone: it stands in once it has seen a code.
  const first = await signIn(username);
  await app.auth('confirmSignIn', { challengeResponse: await authenticator.code() });
  await app.auth('signOut');
  const spared = await signIn(username);
  await app.auth('forgetDevice');
  await app.auth('signOut');
  const asked = await signIn(username);

  assert.equal(devices.length, 1);
  assert.equal(first.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_TOTP_CODE');
  assert.equal(spared.isSignedIn, true);
  assert.equal(asked.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_TOTP_CODE');
});
