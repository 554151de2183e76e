// Fixes texts with textlint: reads JSON objects {"text", "ext"} by line, writes the fixed texts as JSON by line.
//
//     node textlint.mjs PEERS CONFIG <CASES >FIXED      PEERS is the folder in which textlint is installed
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const [peers, configFilePath] = process.argv.slice(2);
const { createLinter, loadTextlintrc } = createRequire(`${peers}/package.json`)("textlint");
const linter = createLinter({ descriptor: await loadTextlintrc({ configFilePath, node_modulesDir: `${peers}/node_modules` }) });
for await (const line of createInterface({ input: process.stdin })) {
  const { text, ext } = JSON.parse(line);
  console.log(JSON.stringify((await linter.fixText(text, `text${ext}`)).output));
}
