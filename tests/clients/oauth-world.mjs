// A pool with people, apps of every kind, and a person with Chromium: what the tests of OAuth clients share.
import { launch, startApp } from './browser.mjs';
import { Server } from './server.mjs';
import { caller, ownCaller } from './world.mjs';

export const password = 'Passw0rd!';

export class OAuthWorld {
  static async start(settings) {
    const world = new OAuthWorld();
    [world.server, world.chromium, world.app] = await Promise.all([Server.start(settings), launch(), startApp()]);
    world.call = caller(world.server);
    world.callOwn = ownCaller(world.server);
    return world;
  }

  async stop() {
    await this.chromium.close();
    this.app.close();
    await this.server.stop();
  }

  async createPool(settings = {}) {
    const { UserPool } = await this.call('CreateUserPool', {
      PoolName: 'people', UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'], ...settings,
    });
    return UserPool.Id;
  }

  async createUser(UserPoolId, email) {
    await this.call('AdminCreateUser', {
      UserPoolId, Username: email, MessageAction: 'SUPPRESS',
      UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }],
    });
    await this.call('AdminSetUserPassword', { UserPoolId, Username: email, Password: password, Permanent: true });
  }

  /** An app client; `metadata` is what it is beyond Cognito's settings (RFC 7591's names). */
  async createClient(UserPoolId, settings = {}, metadata = undefined) {
    const { UserPoolClient: client } = await this.call('CreateUserPoolClient', {
      UserPoolId, ClientName: 'app', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile'], CallbackURLs: [this.app.url], LogoutURLs: [this.app.home],
      SupportedIdentityProviders: ['COGNITO'], ...settings,
    });
    if (metadata) {
      await this.callOwn('SetUserPoolClientMetadata', { UserPoolId, ClientId: client.ClientId, Metadata: metadata });
    }
    return client;
  }

  issuer(pool) {
    return `${this.server.url}/${pool}`;
  }

  /** A page in a browser that nobody used before. */
  async openFresh() {
    return (await this.chromium.newContext()).newPage();
  }
}

/** Presses a button, as far as the page that it leads to: what is filled in next isn't this one's. */
export const press = (page, selector) => Promise.all([page.waitForEvent('load'), page.click(selector)]);

export async function fillIn(page, fields) {
  for (const [name, value] of Object.entries(fields)) await page.fill(`input[name="${name}"]`, value);
  await press(page, 'main button.press:not(.quiet)');
}
