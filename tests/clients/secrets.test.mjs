// After a run, neither the log nor the database holds any of the secrets used.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dump, freshPostgres } from './databases.mjs';
import { Person, redirectUri } from './person.mjs';
import { accessKey, Server } from './server.mjs';
import { createWorld, user } from './world.mjs';

for (const database of ['SQLite', 'PostgreSQL']) {
  test(`${database}: no password, code, token, session or key stands in clear`, async () => {
    const postgres = database === 'SQLite' ? undefined : await freshPostgres();
    const server = await Server.start({ ...postgres?.settings, 'Logging:LogLevel:Default': 'Debug' });
    try {
      const { codes, ...secrets } = await run(server);
      const kept = await dump(server, postgres);
      // Development announces the root key once, on purpose.
      const log = server.log.replaceAll(accessKey.secretAccessKey, '');

      assert.ok(kept.includes(user.username), 'The dump is one.');
      assert.ok(log.length > 1000, 'The log is one.');
      assert.ok(Object.values(secrets).every((secret) => secret?.length >= 6));
      for (const [name, secret] of Object.entries(secrets)) {
        assert.ok(!kept.includes(secret), `The database holds the ${name}.`);
        assert.ok(!log.includes(secret), `The log holds the ${name}.`);
      }
      for (const code of codes) {
        assert.match(code, /^[0-9]{6}$/);
        assert.doesNotMatch(kept, new RegExp(`\\b${code}\\b`), 'The database holds a code.');
        assert.doesNotMatch(log, new RegExp(`\\b${code}\\b`), 'The log holds a code.');
      }
      assert.ok(!kept.includes(accessKey.secretAccessKey), 'The database holds the root key.');
    } finally {
      await server.stop();
    }
  });
}

/** Uses each kind of secret once; gives them by name. */
async function run(server) {
  const { call, UserPoolId, ClientId } = await createWorld(server);
  const { UserPoolClient } = await call('CreateUserPoolClient', {
    UserPoolId, ClientName: 'secret', GenerateSecret: true, AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid'], CallbackURLs: [redirectUri],
  });
  await call('UpdateUserPool', { UserPoolId, AutoVerifiedAttributes: ['email'] });
  const wrongPassword = 'Wr0ng-pa55word!';
  const signUpPassword = 'S1gn-up-pa55word!';
  const newPassword = 'N3w-pa55word!';
  await call('SignUp', {
    ClientId, Username: 'bob', Password: signUpPassword, UserAttributes: [{ Name: 'email', Value: 'bob@example.com' }],
  });
  const signUp = await server.mail('bob@example.com');
  await call('ConfirmSignUp', { ClientId, Username: 'bob', ConfirmationCode: signUp.code });
  await call('ForgotPassword', { ClientId, Username: 'bob' });
  const reset = await server.mail('bob@example.com', signUp.id);
  await call('ConfirmForgotPassword', { ClientId, Username: 'bob', ConfirmationCode: reset.code, Password: newPassword });
  await call('InitiateAuth', {
    ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'bob', PASSWORD: wrongPassword },
  }).catch(() => {});
  const temporaryPassword = 'Temp0rary-one!';
  await call('AdminCreateUser', { UserPoolId, Username: 'eve', TemporaryPassword: temporaryPassword, MessageAction: 'SUPPRESS' });
  const challenge = await call('InitiateAuth', {
    ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'eve', PASSWORD: temporaryPassword },
  });

  const person = new Person(server.url, UserPoolId, ClientId);
  assert.ok(await person.signIn(user.username, user.password));
  const code = await person.code();
  const tokens = await person.exchange(code);
  const refreshed = await person.refresh(tokens.refresh_token);
  await fetch(`${person.base}/oauth2/userInfo`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
  const ssoCookie = [...person.cookies].find(([name]) => name.includes('sso'))[1];
  return {
    password: user.password, wrongPassword, signUpPassword, newPassword, temporaryPassword,
    clientSecret: UserPoolClient.ClientSecret, session: challenge.Session, authorizationCode: code, ssoCookie,
    accessToken: tokens.access_token, idToken: tokens.id_token, refreshToken: tokens.refresh_token,
    secondRefreshToken: refreshed.refresh_token, codeVerifier: person.verifier, codes: [signUp.code, reset.code],
  };
}
