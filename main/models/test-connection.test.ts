import { describe, expect, it } from 'vitest';
import { say } from './contract/answers.ts';
import { clientOf, subjects } from './contract/subjects.ts';
import { type Answer, cutAfter, refuse, respond, startFakeProvider } from './fake-provider.ts';
import { testConnection, testWithoutModel } from './test-connection.ts';

const duration = expect.any(Number) as number;

describe.each(subjects.filter(({ isServer }) => isServer))('a test of $name', (subject) => {
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

describe('a test of a local model', () => {
  const local = subjects.find(({ isServer }) => !isServer)!; // there is one
  const tested = async (answer: Answer, changes: object = {}) => {
    await using server = await startFakeProvider(answer);
    return await testConnection(clientOf(local, server.url, { ...changes }));
  };

  it('says what the model answered', async () => {
    expect(await tested(say(local.dialect, { text: ['ready'] }))).toMatchObject({ ok: true, answer: 'ready' });
  });

  it('says what to do on this machine, and nothing of addresses', async () => {
    const none = await tested(() => undefined, { model_path: '' });
    expect(none).toMatchObject({ code: 'bad-request', message: expect.stringMatching(/^No model file/) as string });
    expect(await tested(cutAfter('text/plain', ''))).toMatchObject({
      code: 'connection-lost',
      message: expect.stringContaining('The process of local models ended: signal SIGKILL.') as string,
      advice: 'Close other programs, or choose a smaller model or a smaller context size.',
    });
    expect(await tested(respond(200, 'text/plain', 'nonsense\n'))).toMatchObject({
      code: 'bad-response',
      message: 'The process of local models ended: it said what is no answer.',
      advice: 'Test again: a new process is started. If it stays so, choose another model file.',
    });
  });
});
