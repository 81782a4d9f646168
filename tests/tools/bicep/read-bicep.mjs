// Reads Bicep templates for tests: one JSON request a line on stdin, one JSON answer a line on stdout.
//   {"text":"param a string"}  ->  {"faults":[{"line":1,"text":"..."}],"root":{"type":"infrastructure","start":0,"end":14,"line":1,"children":[...]}}
// Offsets count UTF-16 units, lines start at 1. Children are the named nodes and those that stand for an error.
// Usage: node read-bicep.mjs DIRECTORY-WITH-node_modules
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const require = createRequire(resolve(process.argv[2], 'package.json'));
const { Parser, Language } = require('web-tree-sitter');
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));

function plain(node, faults) {
  if (node.isError || node.isMissing) {
    faults.push({ line: node.startPosition.row + 1, text: node.isMissing ? `missing ${node.type}` : node.text.slice(0, 80) });
  }
  const children = [];
  for (let i = 0; i < node.childCount; i++) {
    const child = node.child(i);
    if (child.isNamed || child.isError || child.isMissing) children.push(plain(child, faults));
    else if (child.hasError) plain(child, faults);
  }
  return { type: node.type, start: node.startIndex, end: node.endIndex, line: node.startPosition.row + 1, children };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { text } = JSON.parse(line);
  const tree = parser.parse(text);
  const faults = [];
  const root = plain(tree.rootNode, faults);
  if (tree.rootNode.hasError && faults.length === 0) faults.push({ line: 1, text: 'the grammar reports an error' });
  process.stdout.write(`${JSON.stringify({ faults, root })}\n`);
  tree.delete();
}
