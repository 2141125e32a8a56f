// aws-amplify v6 in Chromium; its tokens are in the page's storage.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { App, password } from './amplify-browser.mjs';

let app;

before(async () => (app = await App.start()));
beforeEach(() => app.openFresh());
after(() => app.stop());

test('from sign-up to sign-out, the password never leaving the page', async () => {
  const username = 'ann@example.com';
  await app.createPool();
  const bodies = [];
  app.page.on('request', (request) => bodies.push(request.postData() ?? ''));

  const signedUp = await app.auth('signUp', { username, password, options: { userAttributes: { name: 'Ann' } } });
  bodies.length = 0; // signing up is what a password must be sent for
  const { code } = await app.server.mail(username);
  const confirmed = await app.auth('confirmSignUp', { username, confirmationCode: code });
  const signedIn = await app.auth('signIn', { username, password });
  const user = await app.auth('getCurrentUser');
  const attributes = await app.auth('fetchUserAttributes');
  await app.auth('signOut');

  assert.equal(signedUp.nextStep.signUpStep, 'CONFIRM_SIGN_UP');
  assert.equal(confirmed.nextStep.signUpStep, 'DONE');
  assert.equal(signedIn.nextStep.signInStep, 'DONE');
  assert.equal(user.userId, signedUp.userId);
  assert.equal(attributes.name, 'Ann');
  assert.equal(bodies.some((body) => body.includes(password)), false);
  await assert.rejects(app.auth('getCurrentUser'), { name: 'UserUnAuthenticatedException' });
});

test('a reload finds the session again, and a wrong password finds none', async () => {
  const { Id, ClientId } = await app.createPool();
  await app.createUser(Id, 'ida@example.com');

  await assert.rejects(app.auth('signIn', { username: 'ida@example.com', password: 'Wr0ngpass!' }), { name: 'NotAuthorizedException', message: 'Incorrect username or password.' });
  await app.auth('signIn', { username: 'ida@example.com', password });
  await app.page.reload();
  await app.configure(Id, ClientId);
  const { tokens } = await app.auth('fetchAuthSession', { forceRefresh: true });

  assert.equal(tokens.idToken.payload.email, 'ida@example.com');
});

test('attributes and the password are changed, and the account is deleted by its owner', async () => {
  const { Id } = await app.createPool();
  const username = 'pia@example.com';
  await app.createUser(Id, username);
  await app.auth('signIn', { username, password });

  const changed = await app.auth('updateUserAttributes', { userAttributes: { name: 'Pia', email: 'pia2@example.com' } });
  const { code } = await app.server.mail('pia2@example.com');
  await app.auth('confirmUserAttribute', { userAttributeKey: 'email', confirmationCode: code });
  await app.auth('updatePassword', { oldPassword: password, newPassword: 'N3wpassword!' });
  const attributes = await app.auth('fetchUserAttributes');
  await app.auth('deleteUser');

  assert.equal(changed.name.isUpdated, true);
  assert.equal(changed.email.nextStep.updateAttributeStep, 'CONFIRM_ATTRIBUTE_WITH_CODE');
  assert.equal(attributes.email, 'pia2@example.com');
  assert.equal(attributes.email_verified, 'true');
  await assert.rejects(app.auth('signIn', { username: 'pia2@example.com', password: 'N3wpassword!' }), { name: 'UserNotFoundException' });
});
