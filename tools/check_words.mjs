#!/usr/bin/env node
// tools/check_words.mjs: the catalogues in ui/words against one another and against the code. Fails for a key that one language lacks,
// an argument that one language forgets, a key nothing asks for, a key that is asked for and nowhere written, a text left in English,
// a date or a code that would be read backwards, and a text that passes judgement on a person (INV-05).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';

const top = join(new URL('.', import.meta.url).pathname, '..');
const words = join(top, 'ui/words');
const problems = [];

const languages = readdirSync(words).sort();
const catalogue = new Map(languages.map((language) => [language, new Map()]));
for (const language of languages) {
  for (const file of readdirSync(join(words, language)).sort()) {
    const where = `ui/words/${language}/${file}`;
    let texts;
    try {
      texts = JSON.parse(readFileSync(join(words, language, file), 'utf8'));
    } catch (error) {
      problems.push(`${where}: ${error.message}`);
      continue;
    }
    for (const [key, text] of Object.entries(texts)) {
      if (catalogue.get(language).has(key)) problems.push(`${where}: ${key} is in two files`);
      catalogue.get(language).set(key, { text, file });
    }
  }
}

// The names an ICU pattern asks for: what follows an opening brace at depth 0, or inside a plural's branch.
function argumentNames(pattern) {
  return [...new Set([...pattern.matchAll(/\{\s*([a-z_]+)\s*[,}]/g)].map((match) => match[1]))].sort().join(' ');
}

const english = catalogue.get('en');
const letters = { ar: /\p{Script=Arabic}/u, uk: /\p{Script=Cyrillic}/u };
for (const language of languages) {
  if (language === 'en') continue;
  const texts = catalogue.get(language);
  for (const [key, { text, file }] of english) {
    const other = texts.get(key);
    if (!other) {
      problems.push(`ui/words/${language}/${file}: ${key} is missing`);
      continue;
    }
    if (argumentNames(text) !== argumentNames(other.text)) problems.push(`ui/words/${language}/${other.file}: ${key} has other arguments than in English`);
    // A text of more than a name or a code that has not one letter of the language was not translated.
    if (letters[language] && /[a-z]{3,} [a-z]{2,}/i.test(text) && !letters[language].test(other.text)) {
      problems.push(`ui/words/${language}/${other.file}: ${key} is not translated`);
    }
  }
  for (const [key, { file }] of texts) if (!english.has(key)) problems.push(`ui/words/${language}/${file}: ${key} is not in English`);
}

// --- Against the code ---

const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'src', 'ui/templates', 'ui/script', 'instruments', 'demo'],
  { cwd: top, encoding: 'utf8' }).split('\n').filter((file) => /\.(cpp|hpp|def|mustache|html|ts|json|tsv)$/.test(file));

// A family is asked for by what a literal begins with ("casework.fact." + name), or by a template's section.
const exact = new Set();
const families = new Set();
const demanded = new Map();
for (const file of sources) {
  if (/_test\.cpp$/.test(file)) continue;
  const text = readFileSync(join(top, file), 'utf8');
  for (const match of text.matchAll(/["'`]([a-z][a-z_]*(?:\.[A-Za-z0-9_-]+)*\.?)["'`]/g)) {
    const literal = match[1];
    if (literal.endsWith('.')) families.add(literal);
    else {
      exact.add(literal);
      if (literal.includes('.') && !demanded.has(literal)) demanded.set(literal, file);
    }
  }
  for (const match of text.matchAll(/\{\{[#^/&]?\s*([a-z_]+(?:\.[a-z_]+)+)\s*\}\}/g)) exact.add(match[1]);
}

const modules = new Set([...english.keys()].map((key) => key.split('.')[0]));
for (const key of english.keys()) {
  if (exact.has(key)) continue;
  if ([...families].some((family) => key.startsWith(family))) continue;
  problems.push(`ui/words/en/${english.get(key).file}: ${key} is asked for by nothing`);
}
// A literal that looks like a key of ours: a module's name, a dot, and no file ending.
for (const [literal, file] of demanded) {
  if (!modules.has(literal.split('.')[0]) || english.has(literal)) continue;
  if ([...english.keys()].some((key) => key.startsWith(`${literal}.`))) continue; // a family, joined with its dot elsewhere
  if (/\.(json|tsv|def|sql|svg|css|js|html|db|toml|key)$/.test(literal)) continue;
  if (!looksLikeWords(literal, file)) continue;
  problems.push(`${file}: asks for ${literal}, which no catalogue has`);
}

// Audit actions ("concern.raise") and event kinds have the same form as keys; they stand after .action or in record calls.
function looksLikeWords(literal, file) {
  const text = readFileSync(join(top, file), 'utf8');
  const escaped = literal.replaceAll('.', '\\.');
  return new RegExp(`(text|title|label|legend|hint|key|word)[a-z_]*\\s*[({=]+\\s*"${escaped}"`, 'i').test(text);
}

// After an Arabic letter, the parts of "2027-06-30" and of "7KQ4-M2FX" change places on the screen, unless they stand apart (Unicode's
// bidirectional algorithm, W2 and W4). Arguments are kept apart by base::Messages.
const apart = /\u2066[^\u2066\u2069]*\u2069/g;
for (const [key, { text, file }] of catalogue.get('ar')) {
  const shown = text.replaceAll(apart, '');
  if (/\d-\d|\b(?=[A-Z-]*\d)[0-9A-Z]{4}-[0-9A-Z]{4}\b/.test(shown)) problems.push(`ui/words/ar/${file}: ${key} has a date or a code without \\u2066 and \\u2069 around it`);
}

// INV-05: no text says that somebody is not a victim, or that a result proves anything about a person.
const verdicts = { en: /\bnot a (trafficking )?victim\b|\bno victim\b/i, uk: /не є жертвою|не жертва/i, ar: /ليس ضحية|ليست ضحية/ };
// Where the text itself says that this is never said.
const denials = { en: /never|does not|cannot|not mean/i, uk: /ніколи|не означає|не може/i, ar: /أبدا|أبدًا|لا يعني|لا يمكن|لا تعني/ };
for (const language of languages) {
  for (const [key, { text, file }] of catalogue.get(language)) {
    if (verdicts[language]?.test(text) && !denials[language].test(text)) problems.push(`ui/words/${language}/${file}: ${key} passes judgement (INV-05)`);
  }
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`${english.size} texts in ${languages.join(', ')}: all translated, all used`);
