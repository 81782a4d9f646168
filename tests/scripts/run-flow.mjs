// Runs a flow and follows its execution to the end.
//   node run-flow.mjs BASE-URL FLOW [HOST-DATA-FOLDER]
import { setTimeout as pause } from 'node:timers/promises';
import { functionKey } from './function-key.mjs';

const [base, flow, data] = process.argv.slice(2);
const headers = functionKey(data);
const good = ['succeeded', 'nothingToDo', 'partial'];
const open = ['queued', 'running', 'cancelling'];

const started = await fetch(`${base}/api/flows/${flow}/run`, { method: 'POST', headers });
if (started.status !== 202) {
  const refusal = await started.text();
  // What was fetched a short while ago is still there.
  const isEarly = started.status === 409 && refusal.includes('CADENCE_EARLY');
  (isEarly ? console.log : console.error)(`${flow}: ${started.status} ${refusal}`);
  process.exit(isEarly ? 0 : 1);
}

const location = new URL(started.headers.get('location'), base);
for (let i = 0; i < 600; i++) {
  const answer = await fetch(location, { headers });
  const execution = await answer.json();
  if (!open.includes(execution.status)) {
    console.log(`${flow}: ${execution.status}. ${execution.summary ?? ''}`);
    process.exit(good.includes(execution.status) ? 0 : 1);
  }
  await pause(200);
}
console.error(`${flow}: no end after two minutes`);
process.exit(1);
