// The screens of what people allow apps and devices, in the states that people meet.
import { password, send, someone } from './screens.mjs';
import { ownCaller } from './world.mjs';

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

/** A pool with an app that asks consent, and lets devices in. */
export async function createConsentPools(create, server) {
  const asking = await create('asking', { UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'] });
  await ownCaller(server)('SetUserPoolClientMetadata', {
    UserPoolId: asking.id,
    ClientId: asking.client,
    Metadata: {
      grant_types: [deviceGrant], hostedauth_require_consent: true, client_uri: 'https://books.example/',
      policy_uri: 'https://books.example/privacy', tos_uri: 'https://books.example/terms',
    },
  });
  await ownCaller(server)('UpdateUserPool', {
    UserPoolId: asking.id, AutoVerifiedAttributes: ['email'], DcrConfiguration: { EnableStatus: 'Enabled', OpenDcrEnabled: true },
  });
  return { asking };
}

/** A client that registers itself, as anybody can. */
async function register(pool) {
  const answer = await fetch(`${pool.url}/oauth2/register`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      client_name: 'Sunrise Notes', redirect_uris: [pool.callback], token_endpoint_auth_method: 'none', application_type: 'native',
    }),
  });
  return (await answer.json()).client_id;
}

/** A device that waits. */
async function startDevice(pool) {
  const answer = await fetch(`${pool.url}/oauth2/device_authorization`, {
    method: 'POST', body: new URLSearchParams({ client_id: pool.client, scope: 'openid email profile' }),
  });
  return answer.json();
}

const press = (page, button) => Promise.all([page.waitForEvent('load'), page.locator(`main .press${button}`).first().click()]);

/** Name and way of each screen. */
export function consentScreens({ asking }) {
  const signIn = async (page) => {
    const username = someone();
    await asking.createUser(username);
    await send(page, { username, password });
  };
  const consent = async (page) => {
    await page.goto(asking.address());
    await signIn(page);
  };
  const claims = JSON.stringify({ userinfo: Object.fromEntries(['phone_number', 'birthdate', 'address', 'name'].map((name) => [name, null])) });
  const signedIn = async (page) => {
    await consent(page);
    await press(page, ':not(.quiet)');
  };
  const device = async (page) => {
    const { verification_uri_complete: address } = await startDevice(asking);
    await page.goto(address);
    await send(page);
    await signIn(page);
  };
  const account = async (page, parameters) => {
    await signedIn(page);
    await page.goto(asking.address(undefined, parameters));
  };
  return {
    consent,
    'consent, single claims': async (page) => {
      await page.goto(asking.address(undefined, { claims }));
      await signIn(page);
    },
    'consent, an app that nobody knows': async (page) => {
      await page.goto(asking.address(undefined, { client_id: await register(asking) }));
      await signIn(page);
    },
    'consents': async (page) => { await signedIn(page); await page.goto(asking.address('/consents')); },
    'consents, taken back': async (page) => {
      await signedIn(page);
      await page.goto(asking.address('/consents'));
      await press(page, '.quiet');
    },
    account: (page) => account(page, { prompt: 'select_account' }),
    'account, somebody else expected': (page) => account(page, { login_hint: 'somebody.else@example.com' }),
    device: (page) => page.goto(`${asking.url}/device`),
    'device, code brought along': async (page) => page.goto((await startDevice(asking)).verification_uri_complete),
    'device, wrong code': async (page) => { await page.goto(`${asking.url}/device`); await send(page, { user_code: 'BBBB-BBBB' }); },
    'device, sign in': async (page) => {
      await page.goto((await startDevice(asking)).verification_uri_complete);
      await send(page);
    },
    'device, question': device,
    'device, let in': async (page) => { await device(page); await press(page, ':not(.quiet)'); },
    'device, turned away': async (page) => { await device(page); await press(page, '.quiet'); },
    'device, too late': (page) => page.goto(`${asking.url}/device/expired`),
  };
}
