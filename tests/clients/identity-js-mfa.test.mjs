// amazon-cognito-identity-js: second factors, as pages of older apps ask for them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { callbacks, people, promise, signIn, step } from './identity-js.mjs';
import { Server } from './server.mjs';
import { Authenticator } from './totp.mjs';

const flows = ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];
const phone = [{ Name: 'phone_number', Value: '+491701234567' }, { Name: 'phone_number_verified', Value: 'true' }];
const sms = { SmsAuthenticationMessage: 'Code {####}', SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms', ExternalId: 'x' } };
let server;
let world;

before(async () => {
  server = await Server.start();
  world = people(server);
});
after(() => server.stop());

/** A pool with second factors, and somebody in it who signs in by SRP. */
async function arrange(MfaConfiguration, email, attributes = phone) {
  const pool = await world.createPool({}, flows);
  await world.call('SetUserPoolMfaConfig', {
    UserPoolId: pool.id, MfaConfiguration, SoftwareTokenMfaConfiguration: { Enabled: true }, SmsMfaConfiguration: sms,
  });
  await world.createUser(pool, email, attributes);
  return { pool, person: () => world.person(pool, email, undefined, 'USER_SRP_AUTH') };
}

const associate = (one) => callbacks('associateSecretCode')((handlers) => one.associateSoftwareToken(handlers));
const verify = (one, code) => callbacks()((handlers) => one.verifySoftwareToken(code, 'Phone', handlers));
const preferences = (one) => promise((done) => one.getUserData(done, { bypassCache: true }));

test('an authenticator app is set up, preferred, asked for, and switched off', async () => {
  const { person } = await arrange('OPTIONAL', 'ann@example.com', []);
  const ann = person();
  await signIn(ann);
  const { got: [secret] } = await associate(ann);
  const app = new Authenticator(secret);
  await verify(ann, await app.code());
  await promise((done) => ann.setUserMfaPreference(null, { Enabled: true, PreferredMfa: true }, done));
  const data = await preferences(ann);

  const again = person();
  const asked = await signIn(again);
  await assert.rejects(step((handlers) => again.sendMFACode('000000', handlers, 'SOFTWARE_TOKEN_MFA')), { name: 'CodeMismatchException' });
  const done = await step(async (handlers) => again.sendMFACode(await app.code(), handlers, 'SOFTWARE_TOKEN_MFA'));
  await promise((finished) => again.setUserMfaPreference(null, { Enabled: false, PreferredMfa: false }, finished));

  assert.deepEqual([data.PreferredMfaSetting, data.UserMFASettingList], ['SOFTWARE_TOKEN_MFA', ['SOFTWARE_TOKEN_MFA']]);
  assert.equal(asked.name, 'totpRequired');
  assert.equal(done.name, 'onSuccess');
  assert.equal((await signIn(person())).name, 'onSuccess');
});

test('a code by text message is the second factor', async () => {
  const { person } = await arrange('OPTIONAL', 'bob@example.com');
  const bob = person();
  await signIn(bob);
  await promise((done) => bob.setUserMfaPreference({ Enabled: true, PreferredMfa: true }, null, done));

  const again = person();
  const asked = await signIn(again);
  const { code } = await server.mail('+491701234567');
  const done = await step((handlers) => again.sendMFACode(code, handlers));

  assert.equal(asked.name, 'mfaRequired');
  assert.match(asked.got[1].CODE_DELIVERY_DESTINATION, /^\+\*+4567$/);
  assert.equal(done.name, 'onSuccess');
});

test('who has two factors and prefers none is asked which', async () => {
  const { person } = await arrange('OPTIONAL', 'cid@example.com');
  const cid = person();
  await signIn(cid);
  const { got: [secret] } = await associate(cid);
  const app = new Authenticator(secret);
  await verify(cid, await app.code());
  await promise((done) => cid.setUserMfaPreference({ Enabled: true, PreferredMfa: false }, { Enabled: true, PreferredMfa: false }, done));

  const again = person();
  const asked = await signIn(again);
  const chosen = await step((handlers) => again.sendMFASelectionAnswer('SOFTWARE_TOKEN_MFA', handlers));
  const done = await step(async (handlers) => again.sendMFACode(await app.code(), handlers, 'SOFTWARE_TOKEN_MFA'));

  assert.equal(asked.name, 'selectMFAType');
  assert.deepEqual(JSON.parse(asked.got[1].MFAS_CAN_CHOOSE).toSorted(), ['SMS_MFA', 'SOFTWARE_TOKEN_MFA']);
  assert.equal(chosen.name, 'totpRequired');
  assert.equal(done.name, 'onSuccess');
});

test('who must have a second factor and has none sets one up before the first tokens', async () => {
  const { person } = await arrange('ON', 'eva@example.com', []);
  const eva = person();

  const asked = await signIn(eva);
  const { got: [secret] } = await associate(eva);
  const app = new Authenticator(secret);
  const done = await verify(eva, await app.code());
  const next = await signIn(person());

  assert.equal(asked.name, 'mfaSetup');
  assert.equal(done.name, 'onSuccess');
  assert.equal(done.got[0].isValid(), true);
  assert.equal(next.name, 'totpRequired');
});
