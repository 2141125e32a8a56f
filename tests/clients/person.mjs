// A person's browser without a browser: cookies, the login form, codes and tokens, by fetch.
import { createHash, randomBytes } from 'node:crypto';

export const redirectUri = 'http://localhost/callback';

const unescape = (text) => text.replaceAll('&amp;', '&').replaceAll('&#x2B;', '+').replaceAll('&quot;', '"').replaceAll('&#x27;', "'");

export class Person {
  constructor(url, pool, client) {
    this.base = `${url}/${pool}`;
    this.client = client;
    this.cookies = new Map();
  }

  async send(url, options = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { ...options, redirect: 'manual', headers: { ...options.headers, ...(cookie && { cookie }) } });
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0].split(/=(.*)/s);
      this.cookies.set(name, value);
    }
    return answer;
  }

  authorizeUrl(parameters = {}) {
    this.verifier = randomBytes(32).toString('base64url');
    return `${this.base}/oauth2/authorize?${new URLSearchParams({
      client_id: this.client, response_type: 'code', scope: 'openid email', state: 's', redirect_uri: redirectUri,
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'), code_challenge_method: 'S256',
      ...parameters,
    })}`;
  }

  /** Goes where an answer leads. */
  follow(answer) {
    return this.send(new URL(answer.headers.get('location'), this.base).href);
  }

  /** Fills in the form of the page that an address shows, or leads to, and sends it. */
  async fillIn(url, fields) {
    let answer = await this.send(url);
    while (answer.status === 303) answer = await this.follow(answer);
    const html = await answer.text();
    const hidden = Object.fromEntries([...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
      .map(([, name, value]) => [name, unescape(value)]));
    const action = unescape(html.match(/<form method="post" action="([^"]*)"/)[1]);
    return this.send(new URL(action, answer.url).href, { method: 'POST', body: new URLSearchParams({ ...hidden, ...fields }) });
  }

  /** Signs in on the page; false when the page says no. */
  async signIn(username, password) {
    return (await this.fillIn(this.authorizeUrl(), { username, password })).status === 303;
  }

  /** A code, for one who is signed in. */
  async code() {
    const answer = await this.send(this.authorizeUrl());
    return new URL(answer.headers.get('location')).searchParams.get('code');
  }

  /** Asks the token endpoint; `base` may be another node's. */
  async token(parameters, base = this.base) {
    const answer = await fetch(`${base}/oauth2/token`, {
      method: 'POST', body: new URLSearchParams({ client_id: this.client, ...parameters }),
    });
    return { status: answer.status, ...(await answer.json()) };
  }

  exchange(code, base) {
    return this.token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: this.verifier }, base);
  }

  refresh(refreshToken, base) {
    return this.token({ grant_type: 'refresh_token', refresh_token: refreshToken }, base);
  }
}
