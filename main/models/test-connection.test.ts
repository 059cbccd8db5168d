import { describe, expect, it } from 'vitest';
import { say } from './contract/answers.ts';
import { clientOf, subjects } from './contract/subjects.ts';
import { type Answer, refuse, respond, startFakeProvider } from './fake-provider.ts';
import { testConnection, testWithoutModel } from './test-connection.ts';

const duration = expect.any(Number) as number;

describe.each(subjects)('a test of $name', (subject) => {
  const tested = async (answer: Answer) => {
    await using server = await startFakeProvider(answer);
    return await testConnection(clientOf(subject, server.url));
  };

  it('says what the model answered, and what that took', async () => {
    const usage = { prompt: 9, completion: 1 };
    const told = await tested(say(subject.dialect, { text: ['ready'], usage }));
    expect(told).toEqual({ ok: true, answer: 'ready', durationMs: duration, tokens: 10 });
  });

  it('says the error word for word, and what to do', async () => {
    const told = await tested(refuse(401, 'Incorrect key provided.'));
    expect(told).toMatchObject({
      ok: false,
      code: 'unauthorized',
      message: expect.stringContaining('answered with status 401: Incorrect key provided.') as string,
      advice: 'Add a key for this address in the settings: no key of yours was given for it.',
      durationMs: duration,
    });
  });

  it('knows a model that is not there from a server that is not', async () => {
    const told = await tested(refuse(404, 'model not found'));
    expect(told).toMatchObject({ ok: false, code: 'not-found', advice: expect.stringContaining('list') as string });
    const page = await tested(respond(200, 'text/html', '<html></html>'));
    expect(page).toMatchObject({
      ok: false,
      code: 'bad-response',
      advice: expect.stringContaining('address') as string,
    });
  });

  it('asks only for the server where no model is chosen yet', async () => {
    const client = (url: string) => clientOf(subject, url);
    await using server = await startFakeProvider(respond(200, 'application/json', '{"data":[],"models":[]}'));
    const reached = await testWithoutModel(client(server.url));
    const isAsked = client(server.url).models !== undefined;
    expect(reached).toMatchObject({
      ok: false,
      code: 'no-model',
      message: isAsked ? 'The server answers, but no model is chosen yet.' : 'No model is chosen yet.',
    });
    const lost = await testWithoutModel(client('http://127.0.0.1:9'));
    expect(lost).toMatchObject({ ok: false, code: isAsked ? 'connection-lost' : 'no-model' });
  });

  it('says that nobody is there', async () => {
    const told = await testConnection(clientOf(subject, 'http://127.0.0.1:9'));
    expect(told).toMatchObject({ ok: false, code: 'connection-lost' });
  });
});
