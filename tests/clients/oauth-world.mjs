// A pool with people, apps of every kind, and a person with Chromium: what the tests of OAuth clients share.
import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { launch, startApp } from './browser.mjs';
import { accessKey, region, Server } from './server.mjs';
import { caller } from './world.mjs';

export const password = 'Passw0rd!';

/** As the signer wants its hash. */
class Sha256 {
  constructor(key) {
    this.hash = key ? createHmac('sha256', key) : createHash('sha256');
  }

  update(data) {
    this.hash.update(data);
  }

  async digest() {
    return this.hash.digest();
  }
}

export class OAuthWorld {
  static async start(settings) {
    const world = new OAuthWorld();
    [world.server, world.chromium, world.app] = await Promise.all([Server.start(settings), launch(), startApp()]);
    world.call = caller(world.server);
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

  /** An operation that AWS doesn't have, so that its SDK doesn't know it: signed and sent by hand. */
  async callOwn(operation, input) {
    const { host, hostname, port } = new URL(this.server.url);
    const body = JSON.stringify(input);
    const signer = new SignatureV4({
      service: 'cognito-idp', region, credentials: accessKey, sha256: Sha256,
    });
    const request = await signer.sign({
      method: 'POST', protocol: 'http:', hostname, port: Number(port), path: '/', query: {}, body,
      headers: {
        host,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      },
    });
    const answer = await fetch(`${this.server.url}/`, { method: 'POST', headers: request.headers, body });
    const result = await answer.json();
    if (answer.status !== 200) throw new Error(`${operation}: ${JSON.stringify(result)}`);
    return result;
  }

  issuer(pool) {
    return `${this.server.url}/${pool}`;
  }

  /** A page in a browser that nobody used before. */
  async openFresh() {
    return (await this.chromium.newContext()).newPage();
  }
}

export async function fillIn(page, fields) {
  for (const [name, value] of Object.entries(fields)) await page.fill(`input[name="${name}"]`, value);
  await page.click('main button.press:not(.quiet)');
}
