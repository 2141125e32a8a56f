// The screens of the factors: passkeys, codes, choices, set-up; in the states that people meet.
import { asksQuestions } from './questions.mjs';
import { follow, password, send, someone } from './screens.mjs';
import { Authenticator } from './totp.mjs';

/** Pools whose people sign in by more than a password. */
export async function createFactorPools(create, call) {
  const byEmail = { UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'] };
  const first = (...AllowedFirstAuthFactors) => ({ Policies: { SignInPolicy: { AllowedFirstAuthFactors } } });
  const withMfa = async (pool, settings) => {
    await call('SetUserPoolMfaConfig', { UserPoolId: pool.id, MfaConfiguration: 'ON', ...settings });
    return pool;
  };
  return {
    passkeys: await create('passkeys', { ...byEmail, ...first('PASSWORD', 'WEB_AUTHN') }),
    choice: await create('choice', { ...byEmail, ...first('PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN') }),
    codes: await create('codes', { ...byEmail, ...first('EMAIL_OTP') }),
    links: await create('links', { ...byEmail, ...first('EMAIL_OTP'), UserPoolTags: { 'hostedauth:magic-link': 'true' } }),
    sms: await withMfa(await create('sms', byEmail), { SmsMfaConfiguration: {} }),
    setUp: await withMfa(await create('set-up', { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true } }), {
      SoftwareTokenMfaConfiguration: { Enabled: true }, EmailMfaConfiguration: {}, SmsMfaConfiguration: {},
    }),
    questions: await create('questions', { ...byEmail, LambdaConfig: asksQuestions }, { ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH'] }),
    secondPasskeys: await withMfa(await create('second-passkeys', { ...byEmail, ...first('PASSWORD', 'WEB_AUTHN') }), {
      MfaConfiguration: 'OPTIONAL', EmailMfaConfiguration: {},
      WebAuthnConfiguration: { FactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION' },
    }),
    raised: await withMfa(await create('raised', byEmail), {
      MfaConfiguration: 'OPTIONAL', EmailMfaConfiguration: {}, SmsMfaConfiguration: {},
    }),
    app: await withMfa(await create('app', byEmail), { SoftwareTokenMfaConfiguration: { Enabled: true } }),
  };
}

/** An authenticator in the page's browser. */
export async function insertAuthenticator(page, options = {}) {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('WebAuthn.enable');
  const { authenticatorId } = await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
      automaticPresenceSimulation: true, ...options,
    },
  });
  return { devTools, authenticatorId };
}

const press = (page, selector) => Promise.all([page.waitForEvent('load'), page.locator(selector).click()]);

export function factorScreens({ passkeys, choice, codes, links, sms, setUp, app, questions, secondPasskeys, raised }) {
  const signIn = async (page, pool, attributes = {}) => {
    const name = someone();
    await pool.createUser(name, { attributes });
    await page.goto(pool.address());
    await send(page, { username: name, password });
  };
  const sayName = async (page, pool) => {
    const name = someone();
    await pool.createUser(name);
    await page.goto(pool.address());
    await send(page, { username: name });
    return name;
  };
  const mailedLink = async (page) => (await links.server.mail(await sayName(page, links))).link;
  const choose = async (page, way) => {
    await sayName(page, choice);
    await press(page, `button[value=${way}]`);
  };
  const addPasskey = async (page) => {
    await insertAuthenticator(page);
    await signIn(page, passkeys);
  };
  /** Somebody without any address, who sets up codes by mail. */
  const prove = async (page) => {
    const [name] = someone().split('@');
    await setUp.createUser(name);
    await page.goto(setUp.address());
    await send(page, { username: name, password });
    await press(page, 'button[value=EMAIL_OTP]');
    const email = someone();
    await send(page, { email });
    await send(page, { code: (await setUp.server.mail(email)).code });
    return { name, email };
  };
  /** The same, at the next sign-in. */
  const comeBack = async (page) => {
    const { name } = await prove(page);
    await send(page);
    const [code] = await page.locator('.codes code').allTextContents();
    await page.goto(setUp.address('/login'));
    await send(page, { username: name, password });
    return code;
  };
  /** Somebody who signed in by a password, and has had these second factors since. */
  const get = async (page, pool, factors, attributes) => {
    const name = someone();
    await pool.createUser(name, { attributes });
    await page.goto(pool.address('/login'));
    await send(page, { username: name, password });
    await pool.call('AdminSetUserMFAPreference', {
      UserPoolId: pool.id, Username: name, ...Object.fromEntries(factors.map((factor) => [`${factor}MfaSettings`, { Enabled: true }])),
    });
    return name;
  };
  const signInAgain = async (page, pool, name) => {
    await page.goto(pool.address('/login'));
    await send(page, { username: name, password });
  };
  /** By a passkey, after the password. */
  const givePasskey = async (page) => {
    const { devTools, authenticatorId } = await insertAuthenticator(page);
    const name = someone();
    await secondPasskeys.createUser(name);
    await page.goto(secondPasskeys.address('/passkeys/add'));
    await send(page, { username: name, password });
    await press(page, '.passkey .press');
    await secondPasskeys.call('AdminSetUserMFAPreference', {
      UserPoolId: secondPasskeys.id, Username: name, WebAuthnMfaSettings: { Enabled: true }, EmailMfaSettings: { Enabled: true },
    });
    // Else the authenticator takes what the login page offers.
    await devTools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: false });
    await signInAgain(page, secondPasskeys, name);
    if (await page.locator('button[value=WEB_AUTHN]').count()) await press(page, 'button[value=WEB_AUTHN]');
  };
  /** Somebody with an authenticator app, at the next sign-in. */
  const comeBackWithApp = async (page) => {
    const name = someone();
    await app.createUser(name);
    await page.goto(app.address());
    await send(page, { username: name, password });
    const authenticator = new Authenticator(await page.getAttribute('[data-copies]', 'data-copies'));
    await send(page, { code: await authenticator.code(), name: 'My phone' });
    await signInAgain(page, app, name);
  };
  const phone = { phone_number: '+12065550100', phone_number_verified: 'true' };
  return {
    'login, passkeys': (page) => page.goto(passkeys.address('/login')),
    'login, passkey cancelled': async (page) => {
      await insertAuthenticator(page, { hasUserVerification: false, isUserVerified: false });
      await page.goto(passkeys.address('/login'));
      await page.locator('.passkey .press').click();
      await page.locator('.passkey .wrong').waitFor();
    },
    'login, name first': (page) => page.goto(choice.address('/login')),
    'login, without passwords': (page) => page.goto(codes.address('/login')),
    'add a passkey': addPasskey,
    'add a passkey, here already': async (page) => {
      await addPasskey(page);
      await press(page, '.passkey .press');
      await page.goto(passkeys.address('/passkeys/add'));
      await page.locator('.passkey .press').click();
      await page.locator('.passkey .wrong').waitFor();
    },
    'add a passkey, sign in first': (page) => page.goto(passkeys.address('/passkeys/add')),
    'choose a way': (page) => sayName(page, choice),
    'choose another way': async (page) => {
      await choose(page, 'EMAIL_OTP');
      await follow(page, 'Try another way');
    },
    'password, chosen': (page) => choose(page, 'PASSWORD'),
    'password, chosen, wrong': async (page) => { await choose(page, 'PASSWORD'); await send(page, { password: 'wrong' }); },
    'code by email': (page) => sayName(page, codes),
    'code by email, wrong': async (page) => { await sayName(page, codes); await send(page, { code: '000000' }); },
    'code by email, asked for too soon': async (page) => {
      await sayName(page, codes);
      // As a browser without script sends it.
      await Promise.all([page.waitForEvent('load'), page.locator('[data-wait]').evaluate((button) => {
        button.form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'answer', value: 'resend' }));
        button.form.submit();
      })]);
    },
    'link of a mailed code': async (page) => page.goto(await mailedLink(page)),
    'link of a mailed code, in another browser': async (page) => {
      const link = await mailedLink(page);
      await page.context().clearCookies();
      await page.goto(link);
    },
    'link of a mailed code, not whole': async (page) => page.goto((await mailedLink(page)).slice(0, -5)),
    'code by text': (page) => signIn(page, sms, phone),
    'choose what to set up': async (page) => {
      const [name] = someone().split('@');
      await setUp.createUser(name);
      await page.goto(setUp.address());
      await send(page, { username: name, password });
    },
    'set up codes by text': async (page) => {
      const [name] = someone().split('@');
      await setUp.createUser(name);
      await page.goto(setUp.address());
      await send(page, { username: name, password });
      await press(page, 'button[value=SMS_MFA]');
      await send(page, { phone_number: 'nonsense' });
    },
    'recovery codes, offered': prove,
    'recovery codes, shown': async (page) => { await prove(page); await send(page); },
    'code by email, device to be remembered': comeBack,
    'recovery code': async (page) => {
      await comeBack(page);
      await follow(page, 'Try another way');
      await press(page, 'button[value=RECOVERY_CODE]');
    },
    'second factor, chosen': async (page) =>
      signInAgain(page, raised, await get(page, raised, ['Email', 'SMS'], phone)),
    'second factor, a passkey': givePasskey,
    'second factor, a passkey, without script': async (page) => {
      await givePasskey(page);
      await page.route('**/*.js', (route) => route.abort());
      await page.reload();
    },
    'second factor, an app': comeBackWithApp,
    'second factor, an app, wrong code': async (page) => { await comeBackWithApp(page); await send(page, { code: '000000' }); },
    'one more step': async (page) => {
      await get(page, raised, ['Email']);
      await page.goto(raised.address(undefined, { acr_values: 'urn:cognito:loa:3' }));
    },
    'custom challenge': (page) => sayName(page, questions),
    'custom challenge, after a wrong answer': async (page) => { await sayName(page, questions); await send(page, { answer: '1' }); },
    'custom challenge, nothing filled in': async (page) => { await sayName(page, questions); await send(page); },
    'custom challenge, lost': async (page) => {
      await sayName(page, questions);
      for (let i = 0; i < 3; i++) await send(page, { answer: '1' });
    },
    'set up an app': (page) => signIn(page, app),
    'set up an app, wrong code': async (page) => { await signIn(page, app); await send(page, { code: '000000' }); },
  };
}
