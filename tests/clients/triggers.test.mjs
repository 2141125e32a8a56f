// Functions as AWS's documentation shapes them, in Python, behind Lambda's Invoke; and amazon-cognito-identity-js and aws-amplify, which meet them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Amplify } from 'aws-amplify';
import * as auth from 'aws-amplify/auth';
import { AuthenticationDetails, CognitoUserAttribute } from 'amazon-cognito-identity-js';
import { callbacks, password, people as peopleOf, promise, signIn, step } from './identity-js.mjs';
import { Server } from './server.mjs';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'functions');
const arn = (name) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
const flows = ['ALLOW_CUSTOM_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];

let functions;
let server;
let call;
let open;
let createPool;
let createUser;
let person;

before(async () => {
  functions = spawn('python3', [path.join(folder, 'invoke.py')], {
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await Promise.race([
    once(createInterface(functions.stdout), 'line'),
    once(functions, 'exit').then(() => assert.fail('The functions do not answer.')),
  ]);
  server = await Server.start({ 'Lambda:Endpoint': `http://127.0.0.1:${port}`, 'Outbound:AllowedHosts:0': '127.0.0.1' });
  ({ call, open, createPool, createUser, person } = peopleOf(server));
});
after(async () => {
  functions.kill();
  await server.stop();
});

const signUp = (pool, email) =>
  promise((done) => open(pool).signUp(email, password, [new CognitoUserAttribute({ Name: 'email', Value: email })], [], done));

test('a domain is confirmed at once, another one is turned away', async () => {
  const pool = await createPool({ LambdaConfig: { PreSignUp: arn('sign_up') } }, flows);

  const { userConfirmed } = await signUp(pool, 'ann@example.com');
  await assert.rejects(signUp(pool, 'eve@blocked.example'), {
    name: 'UserLambdaValidationException',
    message: 'PreSignUp failed with error Cannot register users from blocked.example.',
  });

  assert.equal(userConfirmed, true);
  assert.equal((await signIn(person(pool, 'ann@example.com'))).name, 'onSuccess');
  assert.equal((await call('ListUsers', { UserPoolId: pool.id })).Users.length, 1);
});

test('a custom challenge is passed at the third try, and lost after it', async () => {
  const pool = await createPool({
    LambdaConfig: {
      DefineAuthChallenge: arn('define'), CreateAuthChallenge: arn('create'), VerifyAuthChallengeResponse: arn('verify'),
    },
  }, flows);
  await createUser(pool, 'bob@example.com');
  const begin = (one) => step((handlers) => one.initiateAuth(new AuthenticationDetails({ Username: one.getUsername() }), handlers));
  const answer = (one, text) => step((handlers) => one.sendCustomChallengeAnswer(text, handlers));

  const bob = person(pool, 'bob@example.com', undefined, 'CUSTOM_AUTH');
  const asked = await begin(bob);
  const again = [await answer(bob, '7'), await answer(bob, '8')];
  const passed = await answer(bob, '9');
  const loser = person(pool, 'bob@example.com', undefined, 'CUSTOM_AUTH');
  await begin(loser);
  await answer(loser, '1');
  await answer(loser, '2');

  assert.equal(asked.name, 'customChallenge');
  assert.equal(asked.got[0].question, '5+4');
  assert.deepEqual(again.map(({ name }) => name), ['customChallenge', 'customChallenge']);
  assert.equal(passed.name, 'onSuccess');
  await assert.rejects(answer(loser, '3'), { name: 'NotAuthorizedException' });
});

test('a custom challenge comes after the password, which never travels', async () => {
  const pool = await createPool({
    LambdaConfig: {
      DefineAuthChallenge: arn('define_after_password'), CreateAuthChallenge: arn('create'), VerifyAuthChallengeResponse: arn('verify'),
    },
  }, flows);
  await createUser(pool, 'sue@example.com');
  const answer = (one, text) => step((handlers) => one.sendCustomChallengeAnswer(text, handlers));

  const sue = person(pool, 'sue@example.com', undefined, 'CUSTOM_AUTH');
  const asked = await signIn(sue);
  const passed = await answer(sue, '9');
  const guesser = person(pool, 'sue@example.com', undefined, 'CUSTOM_AUTH');
  await signIn(guesser);

  assert.equal(asked.name, 'customChallenge');
  assert.equal(asked.got[0].question, '5+4');
  assert.equal(passed.name, 'onSuccess');
  await assert.rejects(answer(guesser, '1'), { name: 'NotAuthorizedException' });
  await assert.rejects(signIn(person(pool, 'sue@example.com', undefined, 'CUSTOM_AUTH'), 'Wr0ng-password!'), { name: 'NotAuthorizedException' });
});

test('aws-amplify passes a custom challenge, with the password before it and without', async () => {
  const triggers = { CreateAuthChallenge: arn('create'), VerifyAuthChallengeResponse: arn('verify') };
  const username = 'tom@example.com';
  const passed = [];
  for (const [define, authFlowType] of [['define', 'CUSTOM_WITHOUT_SRP'], ['define_after_password', 'CUSTOM_WITH_SRP']]) {
    const pool = await createPool({ LambdaConfig: { DefineAuthChallenge: arn(define), ...triggers } }, flows);
    await createUser(pool, username);
    Amplify.configure({ Auth: { Cognito: { userPoolId: pool.id, userPoolClientId: pool.client, userPoolEndpoint: server.url } } });
    const { nextStep } = await auth.signIn({ username, ...(authFlowType === 'CUSTOM_WITH_SRP' && { password }), options: { authFlowType } });
    const { isSignedIn } = await auth.confirmSignIn({ challengeResponse: '9' });
    await auth.signOut();
    passed.push([nextStep.signInStep, nextStep.additionalInfo.question, isSignedIn]);
  }

  assert.deepEqual(passed, Array(2).fill(['CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE', '5+4', true]));
});

test('claims are added and suppressed', async () => {
  const pool = await createPool({ LambdaConfig: { PreTokenGeneration: arn('claims') } }, flows);
  await createUser(pool, 'ida@example.com');

  const { got: [session] } = await signIn(person(pool, 'ida@example.com'));

  assert.equal(session.getIdToken().payload.tier, 'gold');
  assert.equal(session.getIdToken().payload.email, undefined);
});

test('the second version of the event changes the access token too', async () => {
  const LambdaConfig = { PreTokenGenerationConfig: { LambdaArn: arn('access_claims'), LambdaVersion: 'V2_0' } };
  const pool = await createPool({ LambdaConfig }, flows);
  await createUser(pool, 'ida@example.com');

  const { got: [session] } = await signIn(person(pool, 'ida@example.com'));

  const [id, access] = [session.getIdToken().payload, session.getAccessToken().payload];
  assert.deepEqual(id.family, ['ida', 'max']);
  assert.equal(id.email_verified, undefined);
  assert.deepEqual(id['cognito:groups'], ['editors']);
  assert.deepEqual(access.tier, { name: 'gold', level: 2 });
  assert.equal(access.scope, 'orders/read');
  assert.deepEqual(access['cognito:groups'], ['editors']);
});

test('a user comes along with the old password, and with no other', async () => {
  const pool = await createPool({ LambdaConfig: { UserMigration: arn('migrate') } }, flows);

  await assert.rejects(signIn(person(pool, 'mia@example.com'), 'Wrong-passw0rd!'), { name: 'UserNotFoundException' });
  const first = await signIn(person(pool, 'mia@example.com'), 'Old-passw0rd!');
  const second = await signIn(person(pool, 'mia@example.com'), 'Old-passw0rd!');

  assert.deepEqual([first.name, second.name], ['onSuccess', 'onSuccess']);
  assert.equal((await call('ListUsers', { UserPoolId: pool.id })).Users.length, 1);
});

test('a user who forgot the old password comes along with a new one', async () => {
  const pool = await createPool({ LambdaConfig: { UserMigration: arn('migrate') } }, flows);
  const mia = person(pool, 'mia@example.com');
  const forgot = callbacks('inputVerificationCode');

  const asked = await forgot((handlers) => mia.forgotPassword(handlers));
  const { code } = await server.mail('mia@example.com');
  await forgot((handlers) => mia.confirmPassword(code, 'New-passw0rd!', handlers));

  assert.equal(asked.name, 'inputVerificationCode');
  assert.equal((await signIn(person(pool, 'mia@example.com'), 'New-passw0rd!')).name, 'onSuccess');
});

test('a function writes the mail', async () => {
  const pool = await createPool({ LambdaConfig: { CustomMessage: arn('message') } }, flows);

  await signUp(pool, 'zoe@example.com');
  const mail = await server.mail('zoe@example.com');

  assert.equal(mail.subject, 'Welcome to the service');
  assert.equal(mail.text, `Thank you for signing up. ${mail.code} is your code`);
});
