// amazon-cognito-identity-js, the library of older apps, as their pages use it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CognitoRefreshToken, CognitoUserAttribute } from 'amazon-cognito-identity-js';
import { callbacks, password, people as peopleOf, promise, signIn, step, storage } from './identity-js.mjs';
import { Server } from './server.mjs';

let server;
let call;
let open;
let createPool;
let createUser;
let person;
let people;

before(async () => {
  server = await Server.start();
  ({ call, open, createPool, createUser, person } = peopleOf(server));
  people = await createPool({});
});
after(() => server.stop());

test('sign-up, a wrong code, a new one, and the first sign-in', async () => {
  const email = 'ann@example.com';
  const signedUp = await promise((done) => open(people).signUp(email, password, [new CognitoUserAttribute({ Name: 'name', Value: 'Ann' })], [], done));
  const first = await server.mail(email);
  const ann = person(people, email);

  await assert.rejects(promise((done) => ann.confirmRegistration('000000', false, done)), { name: 'CodeMismatchException' });
  await assert.rejects(signIn(ann), { name: 'UserNotConfirmedException' });
  await promise((done) => ann.resendConfirmationCode(done));
  const { code } = await server.mail(email, first.id);
  await promise((done) => ann.confirmRegistration(code, false, done));
  const { name, got: [session] } = await signIn(ann);

  assert.equal(signedUp.codeDeliveryDetails.Destination, 'a***@e***');
  assert.equal(signedUp.userConfirmed, false);
  assert.equal(name, 'onSuccess');
  assert.equal(session.getIdToken().payload.email, email);
  assert.equal(session.getIdToken().payload.sub, signedUp.userSub);
});

test('a temporary password is replaced', async () => {
  const email = 'tom@example.com';
  await call('AdminCreateUser', {
    UserPoolId: people.id, Username: email, TemporaryPassword: 'Temp0rary!', MessageAction: 'SUPPRESS',
    UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }],
  });
  const tom = person(people, email);

  const asked = await signIn(tom, 'Temp0rary!');
  const { name } = await step((handlers) => tom.completeNewPasswordChallenge(password, { name: 'Tom' }, handlers));

  assert.equal(asked.name, 'newPasswordRequired');
  assert.equal(asked.got[0].email, email);
  assert.equal(name, 'onSuccess');
});

test('a session is found again, refreshed, and ended everywhere', async () => {
  const email = 'ida@example.com';
  const browser = storage();
  await createUser(people, email);
  const ida = person(people, email, browser);
  const { got: [signedIn] } = await signIn(ida);

  const again = open(people, browser).getCurrentUser();
  const found = await promise((done) => again.getSession(done));
  const refreshed = await promise((done) => again.refreshSession(new CognitoRefreshToken({ RefreshToken: signedIn.getRefreshToken().getToken() }), done));
  await callbacks()((handlers) => again.globalSignOut(handlers));

  assert.ok(found.isValid());
  assert.ok(refreshed.isValid());
  await assert.rejects(promise((done) => ida.getUserData(done, { bypassCache: true })), { name: 'NotAuthorizedException' });
  await assert.rejects(promise((done) => ida.refreshSession(signedIn.getRefreshToken(), done)), { name: 'NotAuthorizedException' });
});

test('a password is changed by its owner, and a forgotten one is set by code', async () => {
  const email = 'pia@example.com';
  await createUser(people, email);
  const pia = person(people, email);
  await signIn(pia);

  await promise((done) => pia.changePassword(password, 'N3wpassword!', done));
  await assert.rejects(signIn(person(people, email)), { name: 'NotAuthorizedException', message: 'Incorrect username or password.' });
  const sent = await callbacks('inputVerificationCode')((handlers) => pia.forgotPassword(handlers));
  const { code } = await server.mail(email);
  await callbacks()((handlers) => pia.confirmPassword(code, 'An0therone!', handlers));

  assert.equal(sent.name, 'inputVerificationCode');
  assert.equal((await signIn(person(people, email), 'An0therone!')).name, 'onSuccess');
});

test('by SRP: a wrong password, a temporary one, and the right one', async () => {
  const pool = await createPool({}, ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']);
  await createUser(pool, 'srp@example.com');
  await call('AdminCreateUser', { UserPoolId: pool.id, Username: 'new@example.com', TemporaryPassword: 'Temp0rary!', MessageAction: 'SUPPRESS' });
  const srp = (email) => person(pool, email, storage(), 'USER_SRP_AUTH');
  const fresh = srp('new@example.com');

  await assert.rejects(signIn(srp('srp@example.com'), 'Wr0ngpass!'), { name: 'NotAuthorizedException', message: 'Incorrect username or password.' });
  const { name, got: [session] } = await signIn(srp('srp@example.com'));
  const asked = await signIn(fresh, 'Temp0rary!');
  const replaced = await step((handlers) => fresh.completeNewPasswordChallenge(password, {}, handlers));

  assert.equal(name, 'onSuccess');
  assert.equal(session.getIdToken().payload.email, 'srp@example.com');
  assert.equal(asked.name, 'newPasswordRequired');
  assert.equal(replaced.name, 'onSuccess');
});

test('attributes are read, changed, proven and removed, and the account is deleted by its owner', async () => {
  await createUser(people, 'eva@example.com', [{ Name: 'nickname', Value: 'evi' }]);
  const eva = person(people, 'eva@example.com');
  await signIn(eva);

  const changed = await promise((done) => eva.updateAttributes([new CognitoUserAttribute({ Name: 'email', Value: 'eva2@example.com' })], done));
  const { code } = await server.mail('eva2@example.com');
  await callbacks()((handlers) => eva.verifyAttribute('email', code, handlers));
  await promise((done) => eva.deleteAttributes(['nickname'], done));
  const attributes = await promise((done) => eva.getUserAttributes(done));
  const deleted = await promise((done) => eva.deleteUser(done));

  assert.equal(changed, 'SUCCESS');
  assert.equal(deleted, 'SUCCESS');
  const values = Object.fromEntries(attributes.map(({ Name, Value }) => [Name, Value]));
  assert.deepEqual([values.email, values.email_verified, values.nickname], ['eva2@example.com', 'true', undefined]);
});
