// The server is killed at random moments while it writes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshPostgres } from './databases.mjs';
import { Person } from './person.mjs';
import { Server } from './server.mjs';
import { createWorld, user } from './world.mjs';

const rounds = 20;

for (const database of ['SQLite', 'PostgreSQL']) {
  test(`${database}: ${rounds} kills lose nothing acknowledged, double nothing and leave no half-made user`, async () => {
    const server = await Server.start(database === 'SQLite' ? {} : (await freshPostgres()).settings);
    try {
      const world = await createWorld(server);
      const people = await Promise.all([1, 2, 3].map(() => refresher(server, world)));
      const spent = [];
      const acknowledged = [];
      const attempted = [];
      for (let round = 0; round < rounds; round++) {
        const stop = { now: false };
        const work = [
          ...people.map((person) => until(stop, () => person.refreshOnce())),
          until(stop, () => createUser(world, `user-${round}-${attempted.length}`, attempted, acknowledged)),
          until(stop, () => spendCode(people[0], spent)),
        ];
        // Every other round is killed while the server is young, the others once it has written both.
        const before = [acknowledged.length, spent.length];
        if (round % 2) await patiently(() => acknowledged.length > before[0] && spent.length > before[1]);
        await pause(100 + Math.random() * 500);
        await server.kill();
        stop.now = true;
        await Promise.all(work);
        await server.run();
        for (const person of people) await person.refreshOnce();
      }

      assert.ok(acknowledged.length > 0 && spent.length > 0, 'The kills came while it wrote.');
      await assertWhole(world, attempted, acknowledged);
      for (const { code, verifier } of spent) {
        people[0].person.verifier = verifier;
        assert.equal((await people[0].person.exchange(code)).error, 'invalid_grant');
      }
      for (const person of people.slice(1)) await person.assertOldTokensAreDead();
    } finally {
      await server.stop();
    }
  });
}

/** One who refreshes on and on, and after a kill goes on with the last token seen. */
async function refresher(server, { UserPoolId, ClientId }) {
  const person = new Person(server.url, UserPoolId, ClientId);
  assert.ok(await person.signIn(user.username, user.password));
  const first = await person.exchange(await person.code());
  const seen = [first.refresh_token];
  return {
    person,
    async refreshOnce() {
      const answer = await person.refresh(seen.at(-1));
      assert.equal(answer.error, undefined, 'The last token seen is good.');
      seen.push(answer.refresh_token);
    },
    /** Reuse of a token far back ends the chain: afterwards no token of it works. */
    async assertOldTokensAreDead() {
      assert.equal((await person.refresh(seen[0])).error, 'invalid_grant');
      assert.equal((await person.refresh(seen.at(-1))).error, 'invalid_grant');
    },
  };
}

async function until(stop, act) {
  while (!stop.now) {
    try {
      await act();
    } catch (error) {
      // The connection broke under the kill; a wrong answer is a failure.
      if (error instanceof assert.AssertionError) throw error;
      await pause(10);
    }
  }
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits for something to become true, for a busy machine's while; what comes of it is asserted at the end. */
async function patiently(isDone) {
  for (const end = Date.now() + 15_000; !isDone() && Date.now() < end;) await pause(10);
}

async function createUser({ call, UserPoolId }, Username, attempted, acknowledged) {
  attempted.push(Username);
  await call('AdminCreateUser', {
    UserPoolId, Username, TemporaryPassword: 'Temp0rary!', MessageAction: 'SUPPRESS',
    UserAttributes: [{ Name: 'email', Value: `${Username}@example.com` }],
  });
  acknowledged.push(Username);
}

async function spendCode({ person }, spent) {
  const code = await person.code();
  const { verifier } = person;
  const answer = await person.exchange(code);
  if (answer.status === 200) spent.push({ code, verifier });
}

async function assertWhole({ call, UserPoolId, ClientId }, attempted, acknowledged) {
  const exists = new Set();
  for (const Username of attempted) {
    const found = await call('AdminGetUser', { UserPoolId, Username }).catch((error) => {
      assert.equal(error.name, 'UserNotFoundException');
    });
    if (!found) continue;
    exists.add(Username);
    assert.equal(found.UserStatus, 'FORCE_CHANGE_PASSWORD');
    assert.ok(found.UserAttributes.some(({ Value }) => Value === `${Username}@example.com`));
  }
  assert.deepEqual(acknowledged.filter((name) => !exists.has(name)), []);
  for (const name of [...exists].slice(-3)) {
    const { ChallengeName } = await call('InitiateAuth', {
      ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: name, PASSWORD: 'Temp0rary!' },
    });
    assert.equal(ChallengeName, 'NEW_PASSWORD_REQUIRED');
  }
}
