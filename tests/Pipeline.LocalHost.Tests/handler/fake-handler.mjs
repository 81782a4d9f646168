// A custom handler for tests. FAKE_LOG: file that gets one JSON line per invocation.
// FAKE_RULES: file, read at each invocation: { "<Function>": { status, body, contentType, delayMs, exit, failures } }.
import fs from 'node:fs';
import http from 'node:http';

const rules = () => {
  try {
    return JSON.parse(fs.readFileSync(process.env.FAKE_RULES, 'utf8'));
  } catch {
    return {};
  }
};
const seen = {};
const start = rules().start ?? {};
if (start.exit !== undefined) {
  console.error('the fake handler refuses to start');
  process.exit(start.exit);
}

function proxied(request, response, body) {
  const url = new URL(request.url, 'http://handler');
  if (url.pathname === '/api/exit') {
    process.exit(Number(url.searchParams.get('code')));
  }
  response.setHeader('content-type', 'application/json');
  response.setHeader('x-from-handler', 'yes');
  response.statusCode = url.pathname === '/api/teapot' ? 418 : 200;
  const { ASPNETCORE_URLS, FUNCTIONS_APP_ROOT_PATH, FUNCTIONS_CUSTOMHANDLER_PORT, FUNCTIONS_HTTPWORKER_PORT, FROM_FILE } =
    process.env;
  response.end(JSON.stringify({
    pid: process.pid, method: request.method, url: request.url, headers: request.headers, body,
    env: { ASPNETCORE_URLS, FUNCTIONS_APP_ROOT_PATH, FUNCTIONS_CUSTOMHANDLER_PORT, FUNCTIONS_HTTPWORKER_PORT, FROM_FILE },
  }));
}

function invoked(name, request, response, body) {
  const rule = rules()[name] ?? {};
  const { Data, Metadata } = JSON.parse(body);
  const line = (event) => fs.appendFileSync(
    process.env.FAKE_LOG, JSON.stringify({ event, name, pid: process.pid, at: Date.now(), data: Data, metadata: Metadata }) + '\n');
  line('begin');
  if (rule.exit !== undefined) {
    process.exit(rule.exit);
  }
  seen[name] = (seen[name] ?? 0) + 1;
  const fails = rule.failures !== undefined && seen[name] <= rule.failures;
  setTimeout(() => {
    line('end');
    response.statusCode = fails ? 500 : rule.status ?? 200;
    response.setHeader('content-type', rule.contentType ?? 'application/json');
    response.end(rule.body ?? '{}');
  }, rule.delayMs ?? 0);
}

http.createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (part) => { body += part; });
  request.on('end', () => {
    if (request.url === '/') {
      response.end();
    } else if (request.url.startsWith('/api/')) {
      proxied(request, response, body);
    } else {
      invoked(request.url.slice(1), request, response, body);
    }
  });
}).listen(Number(process.env.FUNCTIONS_CUSTOMHANDLER_PORT), '127.0.0.1', () => console.log('fake handler listens'));
