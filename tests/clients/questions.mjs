// The three triggers of a custom challenge, behind Lambda's Invoke: a sum below a picture, three tries.
import { createServer } from 'node:http';

const picture = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="80"><rect width="240" height="80" fill="#dde"/>'
    + '<text x="60" y="55" font-size="44">2 + 7</text></svg>')}`;

const triggers = {
  define({ request: { session }, response }) {
    response.issueTokens = session.at(-1)?.challengeResult === true;
    response.failAuthentication = !response.issueTokens && session.length >= 3;
    if (!response.issueTokens && !response.failAuthentication) response.challengeName = 'CUSTOM_CHALLENGE';
  },
  create({ response }) {
    response.publicChallengeParameters = {
      question: 'What does the sum in the picture come to?', imageUrl: picture, imageText: 'Two and seven',
      label: 'Sum', inputType: 'number',
    };
    response.privateChallengeParameters = { answer: '9' };
  },
  verify({ request, response }) {
    response.answerCorrect = request.challengeAnswer === request.privateChallengeParameters.answer;
  },
};

const arn = (name) => `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;

/** As a pool's LambdaConfig. */
export const asksQuestions = {
  DefineAuthChallenge: arn('define'), CreateAuthChallenge: arn('create'), VerifyAuthChallengeResponse: arn('verify'),
};

export async function startQuestions() {
  const lambda = createServer(async (request, response) => {
    const name = decodeURIComponent(request.url).match(/function:(\w+)/)[1];
    let body = '';
    for await (const part of request) body += part;
    const event = JSON.parse(body);
    triggers[name](event);
    response.end(JSON.stringify(event));
  });
  lambda.keepAliveTimeout = 0; // the caller ends its connections: none is closed while it sends
  await new Promise((resolve) => lambda.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${lambda.address().port}`;
  return { settings: { 'Lambda:Endpoint': url, 'Outbound:AllowedHosts:0': '127.0.0.1' }, close: () => lambda.close() };
}
