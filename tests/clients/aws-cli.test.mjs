// The AWS CLI walks through the life of a pool.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cli } from './aws-cli.mjs';
import { Server } from './server.mjs';

let server;
let aws;
let refused;
const known = {};

before(async () => {
  server = await Server.start();
  ({ aws, refused } = cli(server));
});
after(() => server.stop());

const pool = () => ['--user-pool-id', known.pool];

test('a pool is made in the region that signed the call', async () => {
  const { UserPool } = await aws('create-user-pool', '--pool-name', 'shop', '--auto-verified-attributes', 'email',
    '--alias-attributes', 'email', '--user-pool-tags', 'team=web');
  known.pool = UserPool.Id;

  assert.match(UserPool.Id, /^eu-west-1_[0-9A-Za-z]{9}$/);
  assert.equal(UserPool.Policies.PasswordPolicy.MinimumLength, 8);
  const listed = await aws('list-user-pools', '--max-results', '10');
  assert.deepEqual(listed.UserPools.map((entry) => entry.Name), ['shop']);
});

test('a pool is described, updated and tagged', async () => {
  await aws('update-user-pool', ...pool(), '--auto-verified-attributes', 'email', '--user-pool-tags', 'team=shop');
  const { UserPool } = await aws('describe-user-pool', ...pool());

  assert.equal(UserPool.UserPoolTags.team, 'shop');
  await aws('tag-resource', '--resource-arn', UserPool.Arn, '--tags', 'stage=test');
  const { Tags } = await aws('list-tags-for-resource', '--resource-arn', UserPool.Arn);
  assert.deepEqual(Tags, { team: 'shop', stage: 'test' });
});

test('a client, a domain and a resource server are made as guides print it', async () => {
  const { UserPoolClient } = await aws('create-user-pool-client', ...pool(), '--client-name', 'web',
    '--allowed-o-auth-flows', 'authorization_code', '--allowed-o-auth-scopes', 'openid', 'email',
    '--allowed-o-auth-flows-user-pool-client', '--callback-urls', 'http://localhost:3000/callback');
  known.client = UserPoolClient.ClientId;
  const domain = await aws('create-user-pool-domain', ...pool(), '--domain', 'shop-login');
  const { ResourceServer } = await aws('create-resource-server', ...pool(), '--identifier', 'https://api.shop.example',
    '--name', 'api', '--scopes', 'ScopeName=read,ScopeDescription=Reads');

  assert.deepEqual(UserPoolClient.AllowedOAuthFlows, ['code']);
  assert.match(domain.CloudFrontDomain, /shop-login/);
  assert.equal(ResourceServer.Scopes[0].ScopeName, 'read');
  const { DomainDescription } = await aws('describe-user-pool-domain', '--domain', 'shop-login');
  assert.equal(DomainDescription.UserPoolId, known.pool);
});

test('an administrator makes a user who must choose a password', async () => {
  const { User } = await aws('admin-create-user', ...pool(), '--username', 'ada', '--temporary-password', 'Temp0rary!',
    '--user-attributes', 'Name=email,Value=ada@example.com', 'Name=email_verified,Value=true',
    '--desired-delivery-mediums', 'EMAIL');
  const invitation = await server.mail('ada@example.com');
  const challenge = await aws('initiate-auth', '--client-id', known.client, '--auth-flow', 'USER_PASSWORD_AUTH',
    '--auth-parameters', 'USERNAME=ada,PASSWORD=Temp0rary!');
  const answer = await aws('respond-to-auth-challenge', '--client-id', known.client,
    '--challenge-name', 'NEW_PASSWORD_REQUIRED', '--session', challenge.Session,
    '--challenge-responses', 'USERNAME=ada,NEW_PASSWORD=Perman3nt!');

  assert.equal(User.UserStatus, 'FORCE_CHANGE_PASSWORD');
  assert.match(invitation.text, /Temp0rary!/);
  assert.equal(challenge.ChallengeName, 'NEW_PASSWORD_REQUIRED');
  assert.equal(answer.AuthenticationResult.TokenType, 'Bearer');
});

test('a person signs up and confirms with the mailed code', async () => {
  const signedUp = await aws('sign-up', '--client-id', known.client, '--username', 'bob', '--password', 'Passw0rd!',
    '--user-attributes', 'Name=email,Value=bob@example.com');
  const { code } = await server.mail('bob@example.com');
  await refused('CodeMismatchException', 'confirm-sign-up', '--client-id', known.client, '--username', 'bob',
    '--confirmation-code', code === '000000' ? '000001' : '000000');
  await aws('confirm-sign-up', '--client-id', known.client, '--username', 'bob', '--confirmation-code', code);

  assert.equal(signedUp.CodeDeliveryDetails.Destination, 'b***@e***');
  const user = await aws('admin-get-user', ...pool(), '--username', 'bob@example.com');
  assert.equal(user.UserStatus, 'CONFIRMED');
});

test('a person signs in by password, and refreshes', async () => {
  const { AuthenticationResult: first } = await aws('initiate-auth', '--client-id', known.client,
    '--auth-flow', 'USER_PASSWORD_AUTH', '--auth-parameters', 'USERNAME=bob@example.com,PASSWORD=Passw0rd!');
  const { AuthenticationResult: second } = await aws('initiate-auth', '--client-id', known.client,
    '--auth-flow', 'REFRESH_TOKEN_AUTH', '--auth-parameters', `REFRESH_TOKEN=${first.RefreshToken}`);
  known.tokens = { ...first, ...second };

  const { Username, UserAttributes } = await aws('get-user', '--access-token', second.AccessToken);
  assert.equal(Username, 'bob');
  assert.equal(UserAttributes.find(({ Name }) => Name === 'email_verified').Value, 'true');
  assert.equal(second.RefreshToken, undefined);
});

test('a wrong password is refused in the words of AWS', () =>
  refused('NotAuthorizedException\\) when calling the InitiateAuth operation: Incorrect username or password\\.', 'initiate-auth',
    '--client-id', known.client, '--auth-flow', 'USER_PASSWORD_AUTH', '--auth-parameters', 'USERNAME=bob,PASSWORD=Wr0ngwrong!'));

test('a forgotten password is set anew with the mailed code', async () => {
  const before = (await server.mail('bob@example.com')).id;
  await aws('forgot-password', '--client-id', known.client, '--username', 'bob');
  const { code } = await server.mail('bob@example.com', before);
  await aws('confirm-forgot-password', '--client-id', known.client, '--username', 'bob', '--confirmation-code', code,
    '--password', 'N3wpassword!');
  const { AuthenticationResult } = await aws('initiate-auth', '--client-id', known.client, '--auth-flow',
    'USER_PASSWORD_AUTH', '--auth-parameters', 'USERNAME=bob,PASSWORD=N3wpassword!');

  assert.ok(AuthenticationResult.AccessToken);
  await refused('NotAuthorizedException', 'get-user', '--access-token', known.tokens.AccessToken);
  known.tokens = AuthenticationResult;
});

test('groups have members and stand in tokens', async () => {
  await aws('create-group', ...pool(), '--group-name', 'staff', '--precedence', '1');
  await aws('admin-add-user-to-group', ...pool(), '--group-name', 'staff', '--username', 'bob');
  const { Users } = await aws('list-users-in-group', ...pool(), '--group-name', 'staff');
  const { Groups } = await aws('admin-list-groups-for-user', ...pool(), '--username', 'bob');
  const { AuthenticationResult } = await aws('initiate-auth', '--client-id', known.client, '--auth-flow',
    'REFRESH_TOKEN_AUTH', '--auth-parameters', `REFRESH_TOKEN=${known.tokens.RefreshToken}`);

  assert.deepEqual(Users.map(({ Username }) => Username), ['bob']);
  assert.deepEqual(Groups.map(({ GroupName }) => GroupName), ['staff']);
  const claims = JSON.parse(Buffer.from(AuthenticationResult.IdToken.split('.')[1], 'base64url'));
  assert.deepEqual(claims['cognito:groups'], ['staff']);
});

test('users are listed, filtered and paged', async () => {
  const all = await aws('list-users', ...pool());
  const filtered = await aws('list-users', ...pool(), '--filter', 'email ^= "bob@"');
  const page = await aws('list-users', ...pool(), '--max-items', '1', '--page-size', '1');

  assert.deepEqual(all.Users.map(({ Username }) => Username).sort(), ['ada', 'bob']);
  assert.deepEqual(filtered.Users.map(({ Username }) => Username), ['bob']);
  assert.equal(page.Users.length, 1);
  assert.ok(page.NextToken);
});

test('signing out everywhere ends the tokens', async () => {
  await aws('global-sign-out', '--access-token', known.tokens.AccessToken);

  await refused('NotAuthorizedException', 'get-user', '--access-token', known.tokens.AccessToken);
  await refused('NotAuthorizedException', 'initiate-auth', '--client-id', known.client, '--auth-flow', 'REFRESH_TOKEN_AUTH',
    '--auth-parameters', `REFRESH_TOKEN=${known.tokens.RefreshToken}`);
});

test('an operation that is not built says so', () => refused('UnknownOperation', 'list-user-import-jobs', ...pool(), '--max-results', '5'));

test('everything is cleaned up', async () => {
  await aws('admin-disable-user', ...pool(), '--username', 'bob');
  await aws('admin-delete-user', ...pool(), '--username', 'bob');
  await aws('delete-group', ...pool(), '--group-name', 'staff');
  await refused('InvalidParameterException', 'delete-user-pool', ...pool());
  await aws('delete-user-pool-domain', ...pool(), '--domain', 'shop-login');
  await aws('delete-user-pool-client', ...pool(), '--client-id', known.client);
  await aws('delete-user-pool', ...pool());

  await refused('ResourceNotFoundException', 'describe-user-pool', ...pool());
});
