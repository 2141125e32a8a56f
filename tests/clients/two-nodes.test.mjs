// Two servers on one PostgreSQL: what may happen once happens once; what one changes the other knows.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { controlPostgres, freshPostgres } from './databases.mjs';
import { Person } from './person.mjs';
import { Server } from './server.mjs';
import { caller, createWorld, user } from './world.mjs';

const tries = 100;
let nodes;
let world;
let person;
let bases;

before(async () => {
  const { settings } = await freshPostgres();
  const shared = { ...settings, 'MasterKey:0': 'one master key for both of the nodes' };
  const first = await Server.start(shared);
  // Both answer for the same public address, as behind a load balancer.
  const second = await Server.start({ ...shared, PublicUrl: first.url });
  nodes = [first, second];
  world = await createWorld(first);
  bases = nodes.map((node) => `${node.url}/${world.UserPoolId}`);
  person = new Person(first.url, world.UserPoolId, world.ClientId);
  assert.ok(await person.signIn(user.username, user.password));
});
after(() => Promise.all(nodes.map((node) => node.stop())));

const overBoth = (ask) => Promise.all(Array.from({ length: tries }, (_, i) => ask(bases[i % 2])));

test('one code exchanged a hundred times in parallel succeeds at most once', async () => {
  const code = await person.code();

  const answers = await overBoth((base) => person.exchange(code, base));

  assert.ok(answers.filter(({ status }) => status === 200).length <= 1);
  assert.ok(answers.filter(({ status }) => status !== 200).every(({ error }) => error === 'invalid_grant'));
});

test('one rotating refresh token used a hundred times in parallel has one live successor', async () => {
  const { refresh_token } = await person.exchange(await person.code());

  const answers = await overBoth((base) => person.refresh(refresh_token, base));
  const successors = new Set(answers.filter(({ status }) => status === 200).map((answer) => answer.refresh_token));

  assert.equal(successors.size, 1);
  assert.equal((await person.refresh([...successors][0], bases[1])).status, 200);
});

test('a name signed up a hundred times in parallel is one user', async () => {
  const calls = nodes.map(caller);

  const results = await Promise.allSettled(Array.from({ length: tries }, (_, i) => calls[i % 2]('SignUp', {
    ClientId: world.ClientId, Username: 'taken', Password: 'Passw0rd!',
  })));

  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.ok(results.filter(({ status }) => status === 'rejected')
    .every(({ reason }) => ['UsernameExistsException', 'TooManyRequestsException'].includes(reason.name)));
});

test('a wrong password tried a hundred times in parallel locks before ten are evaluated', async () => {
  const calls = nodes.map(caller);
  const Username = 'guessed';
  await world.call('AdminCreateUser', { UserPoolId: world.UserPoolId, Username, MessageAction: 'SUPPRESS' });
  await world.call('AdminSetUserPassword', { UserPoolId: world.UserPoolId, Username, Password: 'Passw0rd!', Permanent: true });

  const results = await Promise.allSettled(Array.from({ length: tries }, (_, i) => calls[i % 2]('InitiateAuth', {
    ClientId: world.ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: Username, PASSWORD: `Wr0ng-${i}` },
  })));
  const evaluated = results.filter(({ reason }) => reason?.message === 'Incorrect username or password.');

  assert.ok(evaluated.length <= 10, `${evaluated.length} guesses were evaluated.`);
});

test('a change of configuration on one node is known on the other', async () => {
  const { ClientId, UserPoolId } = world;
  const other = caller(nodes[1]);
  await world.call('CreateUserPoolClient', { UserPoolId, ClientName: 'new' }).then(async ({ UserPoolClient }) => {
    await assert.rejects(other('InitiateAuth', {
      ClientId: UserPoolClient.ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'nobody', PASSWORD: 'Passw0rd!' },
    }), (error) => error.name !== 'ResourceNotFoundException');
  });
  await world.call('UpdateUserPool', { UserPoolId, AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });

  const end = Date.now() + 5000;
  let refusal;
  do {
    refusal = await other('SignUp', { ClientId, Username: `late-${Date.now()}`, Password: 'Passw0rd!' }).then(() => undefined, (error) => error);
  } while (refusal?.message !== 'SignUp is not permitted for this user pool' && Date.now() < end);

  assert.equal(refusal?.message, 'SignUp is not permitted for this user pool');
});

test('PostgreSQL goes away and comes back: errors meanwhile, healthy within five seconds after, nothing lost', async () => {
  const { call, UserPoolId } = world;
  await fetch(`${bases[0]}/.well-known/jwks.json`); // what a node knows it tells while the database is away
  const acknowledged = [];
  let stop = false;
  let errors = 0;
  const load = (async () => {
    for (let i = 0; !stop; i++) {
      await call('AdminCreateUser', { UserPoolId, Username: `during-${i}`, MessageAction: 'SUPPRESS' })
        .then(() => acknowledged.push(`during-${i}`), () => errors++);
    }
  })();
  const processes = nodes.map((node) => node.process.pid);

  try {
    const gone = await whileAway(async () => {
      const asked = Date.now();
      const health = await fetch(`${nodes[0].url}/health`);
      return { health: health.status, after: Date.now() - asked, keys: (await fetch(`${bases[0]}/.well-known/jwks.json`)).status };
    });
    const back = Date.now();
    await Promise.all(nodes.map((node) => node.becomesHealthy(5000)));
    const healedAfter = Date.now() - back;
    const again = await person.refresh((await person.exchange(await person.code())).refresh_token);

    assert.deepEqual([gone.health, gone.keys, again.status], [503, 200, 200]);
    assert.ok(gone.after < 3000, `It took ${gone.after} ms to say that it is away.`);
    assert.ok(healedAfter < 5000, `It took ${healedAfter} ms to heal.`);
  } finally {
    stop = true;
    await load;
  }

  assert.ok(errors > 0);
  assert.deepEqual(nodes.map((node) => node.process.pid), processes);
  for (const Username of acknowledged) await call('AdminGetUser', { UserPoolId, Username });
});

async function whileAway(look) {
  await controlPostgres('-m', 'fast', 'stop');
  try {
    return await look();
  } finally {
    await controlPostgres('start');
  }
}
