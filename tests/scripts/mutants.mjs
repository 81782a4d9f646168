// Prints what became of the mutants and how far the unit tests cover Core; fails when fewer than 90 % were noticed.
// Usage: node mutants.mjs stryker-config.json mutation-report.json coverage.cobertura.xml
import { readFileSync } from 'node:fs';

const least = 90;
const [config, report, coverage] = process.argv.slice(2);
const { mutate } = JSON.parse(readFileSync(config, 'utf8'))['stryker-config'];
const { files } = JSON.parse(readFileSync(report, 'utf8'));
const nameOf = path => path.replaceAll('\\', '/').split('/Pipeline.Core/').at(-1);
const noticed = ['Killed', 'Timeout'];
const missed = ['Survived', 'NoCoverage'];
const percent = (part, whole) => `${(100 * part / whole).toFixed(1)} %`;

let killed = 0;
let tested = 0;
for (const [path, file] of Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))) {
  const known = file.mutants.filter(mutant => noticed.includes(mutant.status));
  const survivors = file.mutants.filter(mutant => missed.includes(mutant.status));
  const count = known.length + survivors.length;
  if (count === 0) continue;
  killed += known.length;
  tested += count;
  console.log(`${nameOf(path)}: ${known.length} of ${count}`);
  for (const { location, mutatorName, replacement } of survivors) {
    console.log(`  line ${location.start.line}, ${mutatorName}: ${(replacement ?? '').replace(/\s+/g, ' ').slice(0, 100)}`);
  }
}

// A file that was renamed would be left out without a word.
const gone = mutate.filter(pattern => !Object.keys(files).some(path => nameOf(path).startsWith(pattern.split('*')[0])));
gone.forEach(pattern => console.error(`mutants: ${config} names ${pattern}, which is not there`));

const rate = kind => 100 * Number(new RegExp(`<coverage [^>]*\\b${kind}-rate="([\\d.]+)"`).exec(readFileSync(coverage, 'utf8'))[1]);
console.log(`Mutants noticed: ${killed} of ${tested}, ${percent(killed, tested)}; at least ${least} % are expected`);
console.log(`Core covered by its unit tests: lines ${rate('line').toFixed(1)} %, branches ${rate('branch').toFixed(1)} %`);
process.exit(gone.length === 0 && tested > 0 && killed >= tested * least / 100 ? 0 : 1);
