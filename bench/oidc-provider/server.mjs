// panva's oidc-provider with what the benchmark asks of it; tells its tokens on one line when it is ready.
//   node server.mjs port
import { generateKeyPairSync } from 'node:crypto';
import { Provider } from 'oidc-provider';

const port = Number(process.argv[2]);
const resource = 'urn:bench:api';
const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });

const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    {
      client_id: 'machine', client_secret: 'secret-of-the-benchmark-0123456789',
      grant_types: ['client_credentials'], redirect_uris: [], response_types: [],
    },
    {
      client_id: 'web', client_secret: 'secret-of-the-benchmark-0123456789',
      grant_types: ['authorization_code', 'refresh_token'], redirect_uris: ['http://localhost/callback'],
      response_types: ['code'],
    },
  ],
  jwks: { keys: [{ ...key, alg: 'RS256', use: 'sig', kid: 'bench' }] },
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  scopes: ['openid', 'email', 'offline_access'],
  rotateRefreshToken: false,
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: 'ada@example.com', email_verified: true }) }),
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true, allowedPolicy: () => true },
    resourceIndicators: {
      enabled: true,
      // Without one userInfo's token stays the server's own; machines get a JWT.
      defaultResource: (_, client) => (client.clientId === 'machine' ? resource : undefined),
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({ scope: 'read', audience: resource, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }),
    },
  },
});

const client = await provider.Client.find('web');
const grant = new provider.Grant({ accountId: 'ada', clientId: 'web' });
grant.addOIDCScope('openid email offline_access');
grant.addResourceScope(resource, 'read');
const grantId = await grant.save();
const common = { accountId: 'ada', client, grantId, gty: 'authorization_code', claims: {} };
const accessToken = await new provider.AccessToken({ ...common, scope: 'openid email' }).save();
const refreshToken = await new provider.RefreshToken({
  ...common, scope: 'openid email offline_access read', resource, authTime: Math.floor(Date.now() / 1000),
}).save();

provider.listen(port, () => console.log(JSON.stringify({ accessToken, refreshToken })));
