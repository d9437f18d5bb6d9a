// Parses the collecting script, and fails on a syntax error or on a command, a method or a type
// that is not on the list of what may be used: `npm install --ignore-scripts --no-package-lock && npm run check`.
// Optimising the parser takes longer than parsing, and node waits for it: hence --liftoff-only.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';
import { allowed } from './allowed.js';

const require = createRequire(import.meta.url);
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')));

const file = process.argv[2];
const text = readFileSync(file, 'utf8');
const tree = parser.parse(text);
const own = new Set([...text.matchAll(/^\s*function ([\w-]+)/gm)].map((found) => found[1]));
const faults = [];
const seen = { commands: 0, methods: 0, types: 0 };

const say = (node, what) => faults.push(`${file}:${node.startPosition.row + 1}: ${what}`);

const looks = {
  command(node) {
    seen.commands++;
    const name = node.childForFieldName('command_name');
    const word = name ? name.text : node.text.split(/\s/)[0];
    const operator = node.namedChildren.find((child) => child.type === 'command_invokation_operator');
    if (operator) {
      if (!allowed.invoked.includes(word)) say(node, `${operator.text} ${word} runs what is not known here`);
    } else if (own.has(word) || allowed.cmdlets.includes(word)) {
      // reads, or writes to the temporary folder
    } else if (allowed.programs[word.toLowerCase()]) {
      const rest = node.text.slice(word.length).trimEnd();
      if (!allowed.programs[word.toLowerCase()].test(rest)) say(node, `${word} is not allowed with${rest}`);
    } else {
      say(node, `${word} is not on the list of what only reads`);
    }
  },
  invokation_expression(node) {
    seen.methods++;
    const member = node.namedChildren.find((child) => child.type === 'member_name');
    const operator = node.text.includes('::') && !node.text.slice(0, node.text.indexOf('::')).includes('.');
    if (operator || !member || !allowed.methods.includes(member.text)) say(node, `the method ${node.text.slice(0, 60)} is not on the list`);
  },
  type_literal(node) {
    seen.types++;
    if (!allowed.types.includes(node.text.toLowerCase())) say(node, `the type ${node.text} may be refused in Constrained Language Mode`);
  },
  file_redirection_operator(node) {
    if (node.text !== '2>&1') say(node, `${node.text} writes to a file`);
  },
};

const walk = (node) => {
  if (node.type === 'ERROR' || node.isMissing) say(node, `syntax: ${node.text.slice(0, 60)}`);
  looks[node.type]?.(node);
  for (const child of node.children) walk(child);
};
walk(tree.rootNode);

faults.forEach((fault) => console.error(fault));
console.log(`${seen.commands} commands, ${seen.methods} method calls and ${seen.types} types looked at, ${faults.length} faults`);
process.exitCode = faults.length === 0 && seen.commands > 50 ? 0 : 1;
