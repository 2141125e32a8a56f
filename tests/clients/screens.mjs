// Every screen of the hosted pages, in the states that people meet, with the way that leads there.
import { createHash } from 'node:crypto';
import { consentScreens, createConsentPools } from './consent-screens.mjs';
import { createFactorPools, factorScreens } from './factor-screens.mjs';
import { caller } from './world.mjs';

export const password = 'Passw0rd!';
let count = 0; // nobody comes twice
const byEmail = { UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'] };
const required = (Name) => ({ Name, AttributeDataType: 'String', Required: true, Mutable: true });

/** Pools in the shapes that change the pages, each with a client. */
export async function createPools(server, callback) {
  const call = caller(server);
  const create = async (PoolName, settings = {}, client = {}) => {
    const { UserPool: { Id } } = await call('CreateUserPool', { PoolName, ...settings });
    const { UserPoolClient } = await call('CreateUserPoolClient', {
      UserPoolId: Id, ClientName: 'Moonlight Books', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile'], CallbackURLs: [callback], LogoutURLs: [callback],
      SupportedIdentityProviders: ['COGNITO'], ...client,
    });
    return new Pool(server, call, Id, UserPoolClient.ClientId, callback);
  };
  return {
    ...await createFactorPools(create, call),
    ...await createConsentPools(create, server),
    email: await create('by-email', byEmail),
    link: await create('by-link', { ...byEmail, VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_LINK' } }),
    closed: await create('closed', { ...byEmail, AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } }),
    names: await create('by-name', {
      AliasAttributes: ['email', 'phone_number'], AutoVerifiedAttributes: ['email'],
      Schema: ['email', 'given_name', 'family_name', 'birthdate', 'phone_number', 'address', 'website'].map(required),
    }),
  };
}

class Pool {
  constructor(server, call, id, client, callback) {
    Object.assign(this, { server, call, id, client, callback });
    this.url = `${server.url}/${id}`;
  }

  /** The address of a page, with an authorization request; of the endpoint that begins one, when no page is named. */
  address(page = '/oauth2/authorize', parameters = {}) {
    return `${this.url}${page}?${new URLSearchParams({
      client_id: this.client, response_type: 'code', scope: 'openid email', state: 's', redirect_uri: this.callback,
      code_challenge: createHash('sha256').update('v'.repeat(43)).digest('base64url'), code_challenge_method: 'S256',
      ...parameters,
    })}`;
  }

  async createUser(Username, { temporary = false, attributes = {} } = {}) {
    const own = { ...(Username.includes('@') && { email: Username, email_verified: 'true' }), ...attributes };
    await this.call('AdminCreateUser', {
      UserPoolId: this.id, Username, MessageAction: 'SUPPRESS', ...(temporary && { TemporaryPassword: password }),
      UserAttributes: Object.entries(own).map(([Name, Value]) => ({ Name, Value })),
    });
    if (!temporary) {
      await this.call('AdminSetUserPassword', { UserPoolId: this.id, Username, Password: password, Permanent: true });
    }
  }

  /** Somebody who has signed up, and a message that waits. */
  async signUp(email) {
    await this.call('SignUp', { ClientId: this.client, Username: email, Password: password });
    return this.server.mail(email);
  }
}

/** Fills fields in by name and presses the button; what the browser would hold back, is sent. */
export async function send(page, fields = {}) {
  for (const [name, value] of Object.entries(fields)) await page.fill(`input[name="${name}"]`, value);
  await page.locator('main form').first().evaluate((form) => (form.noValidate = true));
  await Promise.all([page.waitForEvent('load'), page.locator('main .press').first().click()]);
}

/** Presses a link, as far as the page that it leads to. */
export const follow = (page, text) => Promise.all([page.waitForEvent('load'), page.getByText(text).click()]);

/** An address that nobody had before. */
export const someone = () => `reader${count++}@example.com`;

const at = (pool, path, parameters) => async (page) => page.goto(pool.address(path, parameters));

/** Name and way of each screen; a way takes a page of a browser of its own. */
export function screens(pools) {
  const { email, link, closed, names } = pools;
  const signIn = (pool) => async (page, username, word = password) => {
    await page.goto(pool.address());
    await send(page, { username, password: word });
  };
  const newPassword = async (page) => {
    const name = `reader${count++}`;
    await names.createUser(name, { temporary: true });
    await signIn(names)(page, name);
  };
  const signUp = async (page, pool = email) => {
    await page.goto(pool.address('/signup'));
    await send(page, { username: someone(), password });
  };
  const forgot = async (page) => {
    const name = someone();
    await email.createUser(name);
    await page.goto(email.address('/forgotPassword'));
    await send(page, { username: name });
    return email.server.mail(name);
  };
  const openLink = async (page) => {
    const message = await link.signUp(someone());
    await page.goto(message.link);
  };
  return {
    ...factorScreens(pools),
    ...consentScreens(pools),
    login: at(email),
    'login, user name': at(names),
    'login, sign-up closed': at(closed),
    'login, name known': at(email, '/login', { login_hint: 'reader@example.com' }),
    'login, wrong password': (page) => signIn(email)(page, someone(), 'wrong'),
    'login, nothing filled in': async (page) => { await page.goto(email.address()); await send(page); },
    'login, throttled': async (page) => {
      const name = someone();
      await email.createUser(name);
      await signIn(email)(page, name, 'wrong');
      for (let i = 0; i < 7; i++) await send(page, { username: name, password: 'wrong' });
    },
    'login, cookie gone': async (page) => {
      await page.goto(email.address());
      await page.context().clearCookies();
      await send(page, { username: someone(), password });
    },
    'sign-up': at(email, '/signup'),
    'sign-up, long': at(names, '/signup'),
    'sign-up, weak password': async (page) => {
      await page.goto(email.address('/signup'));
      await send(page, { username: someone(), password: 'weak' });
    },
    'sign-up, nothing filled in': async (page) => { await page.goto(names.address('/signup')); await send(page); },
    'sign-up, closed': at(closed, '/signup'),
    'confirm by code': signUp,
    'confirm by code, wrong': async (page) => { await signUp(page); await send(page, { code: '000000' }); },
    'confirm by code, name unknown': at(email, '/confirmUser'),
    'confirm, unconfirmed at sign-in': async (page) => {
      const name = someone();
      await email.signUp(name);
      await signIn(email)(page, name);
    },
    'confirm by link, waiting': (page) => signUp(page, link),
    'confirm by link': openLink,
    'confirm by link, done': async (page) => { await openLink(page); await send(page); },
    'confirm by link, again': async (page) => {
      await openLink(page);
      const { href } = new URL(page.url());
      await send(page);
      await page.goto(href);
      await send(page);
    },
    'confirm by link, wrong': async (page) => {
      await page.goto(`${link.url}/confirmUser?client_id=${link.client}&user_name=nobody&confirmation_code=123456`);
      await send(page);
    },
    resend: at(email, '/resendcode'),
    'resend, sent': async (page) => {
      await signUp(page);
      await Promise.all([page.waitForEvent('load'), page.locator('.press.quiet').click()]);
    },
    'forgot password': at(email, '/forgotPassword'),
    'forgot password, reset by an admin': async (page) => {
      const name = someone();
      await email.createUser(name);
      await email.call('AdminResetUserPassword', { UserPoolId: email.id, Username: name });
      await signIn(email)(page, name);
    },
    'new password by code': async (page) => { await forgot(page); },
    'new password by code, wrong': async (page) => {
      await forgot(page);
      await send(page, { code: '000000', password: 'Perman3nt!' });
    },
    'new password by code, done': async (page) => {
      const { code } = await forgot(page);
      await send(page, { code, password: 'Perman3nt!' });
    },
    'new password required': newPassword,
    'new password required, nothing filled in': async (page) => { await newPassword(page); await send(page); },
    'signed out': (page) => page.goto(`${email.url}/signedout`),
    'sign out?': async (page) => {
      const name = someone();
      await email.createUser(name);
      await signIn(email)(page, name);
      await page.goto(`${email.url}/logout`);
    },
    'error, unregistered address': at(email, undefined, { redirect_uri: 'https://elsewhere.example/' }),
    'error, unknown app': at(email, undefined, { client_id: 'unknown' }),
    'error, nothing there': (page) => page.goto(`${email.url}/nothing`),
    'error, unknown pool': (page) => page.goto(`${email.server.url}/eu-west-1_Nothing00/login`),
    'error, unknown domain': (page) => page.goto(`http://nobody.localhost:${email.server.port}/login`),
  };
}
