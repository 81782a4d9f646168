// Sends one request and prints the answer; exits 1 unless it is a 2xx.
//   node get.mjs URL [METHOD] [HOST-DATA-FOLDER]
import { functionKey } from './function-key.mjs';

const [url, method = 'GET', data] = process.argv.slice(2);
try {
  const answer = await fetch(url, { method, headers: functionKey(data), signal: AbortSignal.timeout(20_000) });
  console.log(await answer.text());
  process.exitCode = answer.ok ? 0 : 1;
} catch (error) {
  console.error(`${url}: ${error.cause?.message ?? error.message}`);
  process.exitCode = 1;
}
