// A custom handler whose functions are written in the test: it passes each invocation on to SCRIPT_URL.
// An answer with the header x-exit ends this process instead, as a crash would.
import http from 'node:http';

http.createServer(async (request, response) => {
  if (request.url === '/') {
    response.end();
    return;
  }
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  const answer = await fetch(process.env.SCRIPT_URL + request.url, {
    method: 'POST', body: Buffer.concat(parts), headers: { 'x-handler-process': String(process.pid) },
  });
  if (answer.headers.has('x-exit')) {
    process.exit(1);
  }
  response.statusCode = answer.status;
  response.setHeader('content-type', 'application/json');
  response.end(Buffer.from(await answer.arrayBuffer()));
}).listen(Number(process.env.FUNCTIONS_CUSTOMHANDLER_PORT), '127.0.0.1');
