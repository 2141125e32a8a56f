// The AWS SDK for JavaScript: every operation of factors, devices, sessions, attributes and risk.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import { Passkey } from './passkey.mjs';
import { region, Server } from './server.mjs';
import { Authenticator } from './totp.mjs';
import { caller } from './world.mjs';

const Username = 'ada';
const Password = 'Passw0rd!';
let server;
let admin;
let anonymous;
let UserPoolId;
let ClientId;

before(async () => {
  server = await Server.start();
  admin = caller(server);
  // An app in a browser has no credentials at all.
  const client = new cognito.CognitoIdentityProviderClient({ endpoint: server.url, region, maxAttempts: 1 });
  anonymous = (operation, input) => client.send(new cognito[`${operation}Command`](input));
});
beforeEach(async () => {
  const { UserPool } = await admin('CreateUserPool', {
    PoolName: 'people', AutoVerifiedAttributes: ['email'],
    DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true },
    UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' },
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
  });
  UserPoolId = UserPool.Id;
  const { UserPoolClient } = await admin('CreateUserPoolClient', {
    UserPoolId, ClientName: 'app', ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  });
  ClientId = UserPoolClient.ClientId;
  await admin('AdminCreateUser', {
    UserPoolId, Username, MessageAction: 'SUPPRESS',
    UserAttributes: [
      { Name: 'email', Value: 'ada@example.com' }, { Name: 'email_verified', Value: 'true' }, { Name: 'nickname', Value: 'addie' },
      { Name: 'phone_number', Value: '+491701234567' }, { Name: 'phone_number_verified', Value: 'true' },
    ],
  });
  await admin('AdminSetUserPassword', { UserPoolId, Username, Password, Permanent: true });
});
after(() => server.stop());

const begin = (parameters = {}) => anonymous('InitiateAuth', {
  ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: Username, PASSWORD: Password, ...parameters },
});
const signIn = async () => (await begin()).AuthenticationResult;
const answer = (ChallengeName, Session, ChallengeResponses) =>
  anonymous('RespondToAuthChallenge', { ClientId, ChallengeName, Session, ChallengeResponses: { USERNAME: Username, ...ChallengeResponses } });
const allowApps = () => admin('SetUserPoolMfaConfig', {
  UserPoolId, MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true },
  WebAuthnConfiguration: { RelyingPartyId: 'localhost', UserVerification: 'preferred' },
});

test('an authenticator app: set up, preferred, asked for, and taken away by an administrator', async () => {
  await allowApps();
  const { SoftwareTokenMfaConfiguration, MfaConfiguration } = await admin('GetUserPoolMfaConfig', { UserPoolId });
  const { AccessToken } = await signIn();
  const { SecretCode } = await anonymous('AssociateSoftwareToken', { AccessToken });
  const app = new Authenticator(SecretCode);
  const { Status } = await anonymous('VerifySoftwareToken', { AccessToken, UserCode: await app.code(), FriendlyDeviceName: 'Phone' });
  await anonymous('SetUserMFAPreference', { AccessToken, SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } });
  const factors = await anonymous('GetUserAuthFactors', { AccessToken });
  const seen = await admin('AdminGetUserAuthFactors', { UserPoolId, Username });

  const asked = await begin();
  const { AuthenticationResult } = await answer(asked.ChallengeName, asked.Session, { SOFTWARE_TOKEN_MFA_CODE: await app.code() });
  await admin('AdminDeleteSoftwareToken', { UserPoolId, Username });

  assert.deepEqual([MfaConfiguration, SoftwareTokenMfaConfiguration.Enabled, Status], ['OPTIONAL', true, 'SUCCESS']);
  assert.equal(factors.PreferredMfaSetting, 'SOFTWARE_TOKEN_MFA');
  assert.deepEqual(factors.UserMFASettingList, ['SOFTWARE_TOKEN_MFA']);
  assert.deepEqual(factors.ConfiguredUserAuthFactors, seen.ConfiguredUserAuthFactors);
  assert.equal(asked.ChallengeName, 'SOFTWARE_TOKEN_MFA');
  assert.ok(AuthenticationResult.AccessToken);
  assert.ok((await begin()).AuthenticationResult);
});

test('an administrator signs a user in, and answers what is asked of them', async () => {
  const { UserPoolClient: backend } = await admin('CreateUserPoolClient', {
    UserPoolId, ClientName: 'backend', GenerateSecret: true,
    ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  });
  const SECRET_HASH = createHmac('sha256', backend.ClientSecret).update('bob' + backend.ClientId).digest('base64');
  await admin('AdminCreateUser', { UserPoolId, Username: 'bob', MessageAction: 'SUPPRESS', TemporaryPassword: Password });
  const of = { UserPoolId, ClientId: backend.ClientId };

  const asked = await admin('AdminInitiateAuth', {
    ...of, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'bob', PASSWORD: Password, SECRET_HASH },
  });
  const answered = await admin('AdminRespondToAuthChallenge', {
    ...of, ChallengeName: asked.ChallengeName, Session: asked.Session,
    ChallengeResponses: { USERNAME: 'bob', NEW_PASSWORD: 'N3wpassword!', SECRET_HASH },
  });
  const { RefreshToken, NewDeviceMetadata: { DeviceKey: DEVICE_KEY } } = answered.AuthenticationResult;
  const renewed = await admin('AdminInitiateAuth', {
    ...of, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: RefreshToken, DEVICE_KEY, SECRET_HASH },
  });

  assert.equal(asked.ChallengeName, 'NEW_PASSWORD_REQUIRED');
  assert.equal(asked.ChallengeParameters.USER_ID_FOR_SRP, 'bob');
  assert.ok(answered.AuthenticationResult.AccessToken);
  assert.ok(renewed.AuthenticationResult.AccessToken);
  assert.equal((await admin('AdminGetUser', { UserPoolId, Username: 'bob' })).UserStatus, 'CONFIRMED');
});

test('preferences set by an administrator, and the settings of old', async () => {
  await admin('SetUserPoolMfaConfig', {
    UserPoolId, MfaConfiguration: 'OPTIONAL',
    SmsMfaConfiguration: { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms', ExternalId: 'x' } },
  });
  await admin('AdminSetUserMFAPreference', { UserPoolId, Username, SMSMfaSettings: { Enabled: true, PreferredMfa: true } });
  const asked = await begin();
  const { code } = await server.mail('+491701234567');
  const { AuthenticationResult } = await answer('SMS_MFA', asked.Session, { SMS_MFA_CODE: code });
  await anonymous('SetUserSettings', { AccessToken: AuthenticationResult.AccessToken, MFAOptions: [] });
  const without = await begin();
  await admin('AdminSetUserSettings', { UserPoolId, Username, MFAOptions: [{ DeliveryMedium: 'SMS', AttributeName: 'phone_number' }] });
  const again = await begin();

  assert.equal(asked.ChallengeParameters.CODE_DELIVERY_DELIVERY_MEDIUM, 'SMS');
  assert.ok(AuthenticationResult.AccessToken);
  assert.ok(without.AuthenticationResult);
  assert.equal(again.ChallengeName, 'SMS_MFA');
});

test('a passkey: made, listed, used as the first factor, removed', async () => {
  await allowApps();
  const { AccessToken } = await signIn();
  const passkey = new Passkey(server.url);
  const { CredentialCreationOptions } = await anonymous('StartWebAuthnRegistration', { AccessToken });
  await anonymous('CompleteWebAuthnRegistration', { AccessToken, Credential: passkey.register(CredentialCreationOptions) });
  const { Credentials } = await anonymous('ListWebAuthnCredentials', { AccessToken });

  const asked = await anonymous('InitiateAuth', { ClientId, AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: Username, PREFERRED_CHALLENGE: 'WEB_AUTHN' } });
  const options = JSON.parse(asked.ChallengeParameters.CREDENTIAL_REQUEST_OPTIONS);
  const { AuthenticationResult } = await answer('WEB_AUTHN', asked.Session, { CREDENTIAL: JSON.stringify(passkey.use(options)) });
  await anonymous('DeleteWebAuthnCredential', { AccessToken, CredentialId: Credentials[0].CredentialId });

  assert.equal(Credentials.length, 1);
  assert.equal(Credentials[0].RelyingPartyId, 'localhost');
  assert.ok(AuthenticationResult.AccessToken);
  assert.deepEqual((await anonymous('ListWebAuthnCredentials', { AccessToken })).Credentials, []);
});

test('devices: confirmed, read, remembered and forgotten, by their user and by an administrator', async () => {
  const confirm = async () => {
    const { AccessToken, NewDeviceMetadata: { DeviceKey } } = await signIn();
    const secret = { PasswordVerifier: Buffer.alloc(384, 7).toString('base64'), Salt: Buffer.alloc(16, 7).toString('base64') };
    const confirmed = await anonymous('ConfirmDevice', { AccessToken, DeviceKey, DeviceName: 'Laptop', DeviceSecretVerifierConfig: secret });
    return { AccessToken, DeviceKey, confirmed };
  };
  const { AccessToken, DeviceKey, confirmed } = await confirm();
  await anonymous('UpdateDeviceStatus', { AccessToken, DeviceKey, DeviceRememberedStatus: 'remembered' });
  const { Device } = await anonymous('GetDevice', { AccessToken, DeviceKey });
  const { Devices } = await anonymous('ListDevices', { AccessToken });
  await anonymous('ForgetDevice', { AccessToken, DeviceKey });
  const other = (await confirm()).DeviceKey;
  await admin('AdminUpdateDeviceStatus', { UserPoolId, Username, DeviceKey: other, DeviceRememberedStatus: 'not_remembered' });
  const seen = await admin('AdminGetDevice', { UserPoolId, Username, DeviceKey: other });
  const listed = await admin('AdminListDevices', { UserPoolId, Username });
  await admin('AdminForgetDevice', { UserPoolId, Username, DeviceKey: other });

  assert.equal(confirmed.UserConfirmationNecessary, true);
  assert.ok(Device.DeviceAttributes.some(({ Name, Value }) => Name === 'device_name' && Value === 'Laptop'));
  assert.deepEqual(Devices.map((device) => device.DeviceKey), [DeviceKey]);
  assert.equal(seen.Device.DeviceKey, other);
  assert.deepEqual(listed.Devices.map((device) => device.DeviceKey), [other]);
  assert.deepEqual((await admin('AdminListDevices', { UserPoolId, Username })).Devices, []);
});

test('attributes are changed, proven and removed, and an account is deleted by its owner', async () => {
  const { AccessToken } = await signIn();

  const { CodeDeliveryDetailsList } = await anonymous('UpdateUserAttributes', { AccessToken, UserAttributes: [{ Name: 'email', Value: 'ada2@example.com' }] });
  const first = await server.mail('ada2@example.com');
  await anonymous('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email' });
  const { code } = await server.mail('ada2@example.com', first.id);
  await anonymous('VerifyUserAttribute', { AccessToken, AttributeName: 'email', Code: code });
  await anonymous('DeleteUserAttributes', { AccessToken, UserAttributeNames: ['nickname'] });
  await admin('AdminDeleteUserAttributes', { UserPoolId, Username, UserAttributeNames: ['phone_number'] });
  const { UserAttributes } = await anonymous('GetUser', { AccessToken });
  await anonymous('DeleteUser', { AccessToken });

  const values = Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
  assert.equal(CodeDeliveryDetailsList[0].AttributeName, 'email');
  assert.deepEqual([values.email, values.email_verified, values.nickname, values.phone_number], ['ada2@example.com', 'true', undefined, undefined]);
  await assert.rejects(admin('AdminGetUser', { UserPoolId, Username }), { name: 'UserNotFoundException' });
});

test('a password is reset by an administrator', async () => {
  await admin('AdminResetUserPassword', { UserPoolId, Username });
  await assert.rejects(begin(), { name: 'PasswordResetRequiredException' });
  const { code } = await server.mail('ada@example.com');
  await anonymous('ConfirmForgotPassword', { ClientId, Username, ConfirmationCode: code, Password: 'N3wpassword!' });

  assert.ok((await begin({ PASSWORD: 'N3wpassword!' })).AuthenticationResult);
});

test('sessions are bounded, listed and ended, one or all', async () => {
  await admin('SetUserPoolSessionConfiguration', { UserPoolId, UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser: 3 } });
  await admin('SetUserPoolClientSessionConfiguration', { UserPoolId, ClientId, SSOSession: { MaxValidityMinutes: 60 } });
  const pool = await admin('GetUserPoolSessionConfiguration', { UserPoolId });
  const client = await admin('GetUserPoolClientSessionConfiguration', { UserPoolId, ClientId });
  const tokens = [await signIn(), await signIn(), await signIn(), await signIn()];
  const { AccessToken } = tokens.at(-1);

  const { Sessions } = await anonymous('ListUserSessions', { AccessToken });
  await anonymous('RevokeUserSession', { AccessToken, SessionId: Sessions.at(-1).SessionId });
  const seen = await admin('AdminListUserSessions', { UserPoolId, Username });
  await admin('AdminRevokeUserSession', { UserPoolId, Username, SessionId: seen.Sessions.at(-1).SessionId });
  const left = await admin('AdminListUserSessions', { UserPoolId, Username });
  await admin('AdminUserGlobalSignOut', { UserPoolId, Username });

  assert.equal(pool.TokenSession.MaxPerUser, 3);
  assert.deepEqual(client.SSOSession, { MaxValidityMinutes: 60 });
  assert.deepEqual([Sessions.length, seen.Sessions.length, left.Sessions.length], [3, 2, 1]);
  await assert.rejects(anonymous('GetUser', { AccessToken }), { name: 'NotAuthorizedException' });
});

test('tokens are renewed with rotation, and a service gets one of its own', async () => {
  await admin('CreateResourceServer', { UserPoolId, Identifier: 'api', Name: 'api', Scopes: [{ ScopeName: 'read', ScopeDescription: 'Reads' }] });
  const { UserPoolClient: rotating } = await admin('CreateUserPoolClient', {
    UserPoolId, ClientName: 'rotating', ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'], RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
  });
  const { UserPoolClient: machine } = await admin('CreateUserPoolClient', {
    UserPoolId, ClientName: 'machine', GenerateSecret: true, AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['client_credentials'], AllowedOAuthScopes: ['api/read'],
  });
  const { AuthenticationResult: { RefreshToken, NewDeviceMetadata: { DeviceKey } } } = await anonymous('InitiateAuth', {
    ClientId: rotating.ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: Username, PASSWORD: Password },
  });

  const renewed = await anonymous('GetTokensFromRefreshToken', { ClientId: rotating.ClientId, RefreshToken, DeviceKey });
  const service = await admin('GetClientToken', { ClientId: machine.ClientId, Secret: machine.ClientSecret, Scopes: ['api/read'] });

  assert.notEqual(renewed.AuthenticationResult.RefreshToken, RefreshToken);
  assert.ok(service.ClientAuthenticationResult.AccessToken);
  await assert.rejects(anonymous('GetTokensFromRefreshToken', { ClientId: rotating.ClientId, RefreshToken, DeviceKey }), { name: 'RefreshTokenReuseException' });
});

test('risks are configured, and what happened is told and judged', async () => {
  await admin('SetRiskConfiguration', {
    UserPoolId,
    CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'BLOCK' } },
    RiskExceptionConfiguration: { SkippedIPRangeList: ['192.0.2.0/24'] },
  });
  const { RiskConfiguration } = await admin('DescribeRiskConfiguration', { UserPoolId });
  await signIn();
  const { AuthEvents: [event] } = await admin('AdminListUserAuthEvents', { UserPoolId, Username });
  await admin('AdminUpdateAuthEventFeedback', { UserPoolId, Username, EventId: event.EventId, FeedbackValue: 'Valid' });
  const { AuthEvents: [judged] } = await admin('AdminListUserAuthEvents', { UserPoolId, Username });

  assert.equal(RiskConfiguration.CompromisedCredentialsRiskConfiguration.Actions.EventAction, 'BLOCK');
  assert.deepEqual([event.EventType, event.EventResponse], ['SignIn', 'Pass']);
  assert.equal(judged.EventFeedback.FeedbackValue, 'Valid');
  await assert.rejects(
    anonymous('UpdateAuthEventFeedback', { UserPoolId, Username, EventId: event.EventId, FeedbackToken: 'forged', FeedbackValue: 'Invalid' }),
    { name: 'NotAuthorizedException' });
});
