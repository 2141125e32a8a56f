// amazon-cognito-identity-js as a page of an older app uses it, its callbacks turned into promises.
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js';
import { caller } from './world.mjs';

export const password = 'Passw0rd!';

/** What a browser keeps; each is a browser of its own. */
export const storage = () => {
  const items = new Map();
  return { setItem: (k, v) => items.set(k, v), getItem: (k) => items.get(k) ?? null, removeItem: (k) => items.delete(k), clear: () => items.clear() };
};

/** A function that takes a callback (error, result), as a promise. */
export const promise = (act) => new Promise((resolve, reject) => act((error, result) => (error ? reject(error) : resolve(result))));

/** A function that takes an object of callbacks; resolves with the name of the one that was called and what it got. */
export const callbacks = (...names) => (act) => new Promise((resolve, reject) => act({
  onFailure: reject,
  ...Object.fromEntries(['onSuccess', ...names].map((name) => [name, (...got) => resolve({ name, got })])),
}));

/** The same, for a step of sign-in. */
export const step = callbacks('newPasswordRequired', 'mfaRequired', 'totpRequired', 'selectMFAType', 'mfaSetup', 'customChallenge');

/** Pools and people on one server. */
export function people(server) {
  const call = caller(server);

  const open = ({ id, client }, Storage = storage()) => new CognitoUserPool({ UserPoolId: id, ClientId: client, endpoint: server.url, Storage });

  return {
    call,
    open,

    async createPool(settings, flows = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']) {
      const { UserPool: { Id } } = await call('CreateUserPool', { PoolName: 'people', UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'], ...settings });
      const { UserPoolClient: { ClientId } } = await call('CreateUserPoolClient', { UserPoolId: Id, ClientName: 'app', ExplicitAuthFlows: flows });
      return { id: Id, client: ClientId };
    },

    async createUser(pool, email, attributes = []) {
      await call('AdminCreateUser', {
        UserPoolId: pool.id, Username: email, MessageAction: 'SUPPRESS',
        UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }, ...attributes],
      });
      await call('AdminSetUserPassword', { UserPoolId: pool.id, Username: email, Password: password, Permanent: true });
    },

    person(pool, Username, Storage, flow = 'USER_PASSWORD_AUTH') {
      const one = new CognitoUser({ Username, Pool: open(pool, Storage), Storage: Storage ?? storage() });
      one.setAuthenticationFlowType(flow);
      return one;
    },
  };
}

export const signIn = (one, Password = password) => step((handlers) =>
  one.authenticateUser(new AuthenticationDetails({ Username: one.getUsername(), Password }), handlers));
