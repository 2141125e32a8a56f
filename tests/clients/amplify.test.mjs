// aws-amplify v6, as apps import it, in Node; its tokens stay in memory.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { Amplify } from 'aws-amplify';
import * as auth from 'aws-amplify/auth';
import { Server } from './server.mjs';
import { caller } from './world.mjs';

const password = 'Passw0rd!';
const options = { authFlowType: 'USER_PASSWORD_AUTH' };
let server;
let call;
let pool;

before(async () => {
  server = await Server.start();
  call = caller(server);
  const { UserPool } = await call('CreateUserPool', { PoolName: 'people', UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'] });
  const { UserPoolClient } = await call('CreateUserPoolClient', {
    UserPoolId: UserPool.Id, ClientName: 'app', ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  });
  pool = UserPool.Id;
  Amplify.configure({ Auth: { Cognito: { userPoolId: pool, userPoolClientId: UserPoolClient.ClientId, userPoolEndpoint: server.url } } });
});
afterEach(() => auth.signOut());
after(() => server.stop());

async function createUser(email, temporary) {
  await call('AdminCreateUser', {
    UserPoolId: pool, Username: email, MessageAction: 'SUPPRESS', ...(temporary && { TemporaryPassword: temporary }),
    UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }],
  });
  if (!temporary) await call('AdminSetUserPassword', { UserPoolId: pool, Username: email, Password: password, Permanent: true });
}

test('from sign-up to sign-out', async () => {
  const username = 'ann@example.com';
  const signedUp = await auth.signUp({ username, password, options: { userAttributes: { email: username, name: 'Ann' } } });
  const first = await server.mail(username);
  const early = await auth.signIn({ username, password, options });
  await auth.resendSignUpCode({ username });
  const { code } = await server.mail(username, first.id);
  await assert.rejects(auth.confirmSignUp({ username, confirmationCode: code === '000000' ? '000001' : '000000' }), { name: 'CodeMismatchException' });
  const confirmed = await auth.confirmSignUp({ username, confirmationCode: code });
  const signedIn = await auth.signIn({ username, password, options });
  const { tokens } = await auth.fetchAuthSession();
  const current = await auth.getCurrentUser();
  const attributes = await auth.fetchUserAttributes();
  await auth.signOut();

  assert.equal(signedUp.nextStep.signUpStep, 'CONFIRM_SIGN_UP');
  assert.equal(early.nextStep.signInStep, 'CONFIRM_SIGN_UP');
  assert.equal(confirmed.nextStep.signUpStep, 'DONE');
  assert.equal(signedIn.nextStep.signInStep, 'DONE');
  assert.equal(tokens.idToken.payload.email, username);
  assert.equal(current.userId, signedUp.userId);
  assert.equal(attributes.name, 'Ann');
  assert.equal((await auth.fetchAuthSession()).tokens, undefined);
});

test('a temporary password is replaced', async () => {
  await createUser('tom@example.com', 'Temp0rary!');

  const asked = await auth.signIn({ username: 'tom@example.com', password: 'Temp0rary!', options });
  const done = await auth.confirmSignIn({ challengeResponse: password });

  assert.equal(asked.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED');
  assert.equal(done.nextStep.signInStep, 'DONE');
});

test('tokens are renewed when the app asks for it', async () => {
  await createUser('ida@example.com');
  await auth.signIn({ username: 'ida@example.com', password, options });

  const { tokens: first } = await auth.fetchAuthSession();
  const { tokens: second } = await auth.fetchAuthSession({ forceRefresh: true });

  assert.notEqual(first.accessToken.toString(), second.accessToken.toString());
  assert.equal(first.accessToken.payload.sub, second.accessToken.payload.sub);
});

test('a password is changed by its owner, and a forgotten one is set by code', async () => {
  const username = 'pia@example.com';
  await createUser(username);
  await auth.signIn({ username, password, options });
  await auth.updatePassword({ oldPassword: password, newPassword: 'N3wpassword!' });
  await auth.signOut();

  await assert.rejects(auth.signIn({ username, password, options }), { name: 'NotAuthorizedException', message: 'Incorrect username or password.' });
  const { nextStep } = await auth.resetPassword({ username });
  const { code } = await server.mail(username);
  await auth.confirmResetPassword({ username, confirmationCode: code, newPassword: 'An0therone!' });
  const { isSignedIn } = await auth.signIn({ username, password: 'An0therone!', options });

  assert.equal(nextStep.resetPasswordStep, 'CONFIRM_RESET_PASSWORD_WITH_CODE');
  assert.ok(isSignedIn);
});

test('signing out everywhere ends the sessions of other devices', async () => {
  const username = 'eva@example.com';
  await createUser(username);
  await auth.signIn({ username, password, options });
  const elsewhere = (await auth.fetchAuthSession()).tokens.accessToken.toString();

  await auth.signOut({ global: true });

  await assert.rejects(call('GetUser', { AccessToken: elsewhere }), { name: 'NotAuthorizedException' });
});
