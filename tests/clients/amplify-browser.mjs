// An app of one page that has aws-amplify v6 and nothing else, in Chromium: bundled as an app bundles it.
import { createServer } from 'node:http';
import { build } from 'esbuild';
import { launch } from './browser.mjs';
import { Server } from './server.mjs';
import { caller } from './world.mjs';

export const password = 'Passw0rd!';

const source = `
  import { Amplify } from 'aws-amplify';
  import * as auth from 'aws-amplify/auth';
  import 'aws-amplify/auth/enable-oauth-listener';
  Object.assign(window, { Amplify, auth });`;

async function startSite() {
  const { outputFiles: [script] } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname },
    bundle: true, write: false, format: 'iife', platform: 'browser', define: { global: 'window' },
  });
  const site = createServer((request, response) => {
    response.setHeader('content-type', request.url === '/app.js' ? 'text/javascript' : 'text/html');
    response.end(request.url === '/app.js' ? script.text : '<!doctype html><title>The app</title><script src="/app.js"></script>');
  });
  await new Promise((resolve) => site.listen(0, 'localhost', resolve));
  const { port } = site.address();
  return { url: `http://localhost:${port}/`, close: () => site.close() };
}

export class App {
  static async start(settings) {
    const app = new App();
    [app.server, app.browser, app.site] = await Promise.all([Server.start(settings), launch(), startSite()]);
    app.call = caller(app.server);
    return app;
  }

  async stop() {
    await this.browser.close();
    this.site.close();
    await this.server.stop();
  }

  /** The app in a browser that nobody used before. */
  async openFresh(options) {
    await this.page?.context().close();
    this.page = await (await this.browser.newContext(options)).newPage();
    await this.page.goto(this.site.url);
  }

  /** A pool whose people sign in by email, and the app configured for it. */
  async createPool({ flows = ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'], mfa, ...settings } = {}) {
    const { UserPool: { Id } } = await this.call('CreateUserPool', { PoolName: 'people', UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'], ...settings });
    if (mfa) await this.call('SetUserPoolMfaConfig', { UserPoolId: Id, ...mfa });
    const { UserPoolClient: { ClientId } } = await this.call('CreateUserPoolClient', { UserPoolId: Id, ClientName: 'app', ExplicitAuthFlows: flows });
    await this.configure(Id, ClientId);
    return { Id, ClientId };
  }

  configure(userPoolId, userPoolClientId, more = {}) {
    return this.page.evaluate(
      (Cognito) => window.Amplify.configure({ Auth: { Cognito } }),
      { userPoolId, userPoolClientId, userPoolEndpoint: this.server.url, ...more });
  }

  async createUser(pool, email, attributes = []) {
    await this.call('AdminCreateUser', {
      UserPoolId: pool, Username: email, MessageAction: 'SUPPRESS',
      UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }, ...attributes],
    });
    await this.call('AdminSetUserPassword', { UserPoolId: pool, Username: email, Password: password, Permanent: true });
  }

  /** Calls one of Amplify's functions in the page; what it throws there is thrown here, by its name. */
  async auth(name, input) {
    const { result, error } = await this.page.evaluate(async ([name, input]) => {
      try {
        const result = await window.auth[name](input);
        return { result: result && JSON.parse(JSON.stringify(result)) };
      } catch (error) {
        return { error: { name: error.name, message: error.message } };
      }
    }, [name, input]);
    if (error) throw Object.assign(new Error(error.message), { name: error.name });
    return result;
  }
}
