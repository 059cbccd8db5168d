// An OTLP receiver as a process of its own. Prints one JSON line a span. `500` refuses all, `hangs` never answers, `busy`
// takes nothing the first time.
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { readTraceRequest } from './read-otlp.fixture.ts';

const [, , answer = '200'] = process.argv;

let isBusy = answer === 'busy';

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    if (isBusy) {
      isBusy = false;
      response.writeHead(503, { 'retry-after': new Date(0).toUTCString() }).end();
      return;
    }
    const type = request.headers['content-type'] ?? '';
    const encoding = request.headers['content-encoding'];
    const asked = [request.method, request.url, type, ...(encoding === undefined ? [] : [encoding])].join(' ');
    const body = Buffer.concat(parts);
    for (const span of readTraceRequest(type, encoding === 'gzip' ? gunzipSync(body) : body)) {
      process.stdout.write(`${JSON.stringify({ asked, token: request.headers['x-token'] ?? null, ...span })}\n`);
    }
    if (answer === 'hangs') return;
    response.writeHead(answer === '500' ? 500 : 200, { 'content-type': type }).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' ? address?.port : null })}\n`);
});
