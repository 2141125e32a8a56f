// Remembered devices with amazon-cognito-identity-js: confirmed by the library itself, remembered, proven, forgotten.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { callbacks, people as peopleOf, promise, signIn, step, storage } from './identity-js.mjs';
import { Server } from './server.mjs';
import { Authenticator } from './totp.mjs';

let server;
let call;
let createPool;
let createUser;
let person;

before(async () => {
  server = await Server.start();
  ({ call, createPool, createUser, person } = peopleOf(server));
});
after(() => server.stop());

const flows = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];
const done = callbacks();

/** A pool whose remembered devices stand in for an authenticator app. */
async function createDevicePool(askUser) {
  const pool = await createPool({
    DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: askUser },
  }, flows);
  await call('SetUserPoolMfaConfig', { UserPoolId: pool.id, MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } });
  return pool;
}

/** Signs in, sets an authenticator app up, and signs in with it. */
async function withAuthenticator(pool, email, browser, flow) {
  const one = person(pool, email, browser, flow);
  await signIn(one);
  const { got: [secret] } = await callbacks('associateSecretCode')((handlers) => one.associateSoftwareToken(handlers));
  const app = new Authenticator(secret);
  const code = await app.code();
  await done((handlers) => one.verifySoftwareToken(code, 'telephone', handlers));
  await promise((next) => one.setUserMfaPreference(null, { Enabled: true, PreferredMfa: true }, next));
  return app;
}

const attribute = (device, name) => device.DeviceAttributes.find(({ Name }) => Name === name)?.Value;

for (const flow of ['USER_PASSWORD_AUTH', 'USER_SRP_AUTH']) {
  test(`a device that its user remembers needs no second factor, and a forgotten one does again (${flow})`, async () => {
    const pool = await createDevicePool(true);
    const email = 'dora@example.com';
    const browser = storage();
    await createUser(pool, email);
    const app = await withAuthenticator(pool, email, browser, flow);

    // The library confirmed the device by itself; its user has not said a word yet.
    const first = person(pool, email, browser, flow);
    const asked = await signIn(first);
    assert.equal(asked.name, 'totpRequired');
    const code = await app.code();
    await step((handlers) => first.sendMFACode(code, handlers, 'SOFTWARE_TOKEN_MFA'));
    await done((handlers) => first.setDeviceStatusRemembered(handlers));
    const { got: [{ Device: device }] } = await done((handlers) => first.getDevice(handlers));
    const { got: [{ Devices: devices }] } = await done((handlers) => first.listDevices(10, null, handlers));
    assert.equal(attribute(device, 'dev:device_remembered_status'), 'remembered');
    assert.equal(attribute(device, 'device_status'), 'valid');
    assert.deepEqual(devices.map(({ DeviceKey }) => DeviceKey), [device.DeviceKey]);

    // The same browser: by its secret, without the app.
    const again = person(pool, email, browser, flow);
    const { name, got: [session] } = await signIn(again);
    assert.equal(name, 'onSuccess');
    assert.equal(session.getAccessToken().payload.device_key, device.DeviceKey);
    const refreshed = await promise((next) => again.refreshSession(session.getRefreshToken(), next));
    assert.ok(refreshed.isValid());

    // Another browser is asked.
    assert.equal((await signIn(person(pool, email, storage(), flow))).name, 'totpRequired');

    // Forgotten: asked again, and what was signed in on it can't be refreshed.
    await done((handlers) => again.forgetDevice(handlers));
    assert.equal((await signIn(person(pool, email, browser, flow))).name, 'totpRequired');
  });
}

test('where nobody is asked, a device is remembered at once, and may be taken back', async () => {
  const pool = await createDevicePool(false);
  const email = 'emil@example.com';
  const browser = storage();
  await createUser(pool, email);
  const app = await withAuthenticator(pool, email, browser);

  const giveCode = async (one) => {
    assert.equal((await signIn(one)).name, 'totpRequired');
    const code = await app.code();
    assert.equal((await step((handlers) => one.sendMFACode(code, handlers, 'SOFTWARE_TOKEN_MFA'))).name, 'onSuccess');
  };

  // Confirmed after a password alone, it stands in once it has seen a code.
  await giveCode(person(pool, email, browser));
  const one = person(pool, email, browser);
  assert.equal((await signIn(one)).name, 'onSuccess');
  await done((handlers) => one.setDeviceStatusNotRemembered(handlers));

  await giveCode(person(pool, email, browser));
});

test('a refresh without the device is refused', async () => {
  const pool = await createDevicePool(false);
  const email = 'frida@example.com';
  const browser = storage();
  await createUser(pool, email);
  const one = person(pool, email, browser);
  const { got: [session] } = await signIn(one);
  const elsewhere = person(pool, email, storage());

  await assert.rejects(
    promise((next) => elsewhere.refreshSession(session.getRefreshToken(), next)),
    { name: 'NotAuthorizedException' },
  );
});
