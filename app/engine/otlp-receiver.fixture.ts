// An OTLP receiver as a process of its own. Prints one JSON line a span. `500` refuses all, `hangs` never answers.
import { createServer } from 'node:http';
import { readTraceRequest } from './read-otlp.fixture.ts';

const [, , answer = '200'] = process.argv;

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const type = request.headers['content-type'] ?? '';
    const asked = `${request.method} ${request.url} ${type}`;
    for (const span of readTraceRequest(type, Buffer.concat(parts))) {
      process.stdout.write(`${JSON.stringify({ asked, token: request.headers['x-token'] ?? null, ...span })}\n`);
    }
    if (answer === 'hangs') return;
    response.writeHead(Number(answer), { 'content-type': type }).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' ? address?.port : null })}\n`);
});
