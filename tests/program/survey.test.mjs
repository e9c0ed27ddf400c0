// "waymark survey": rounds come in as files and the golden figures of the survey's specification go out, on both databases. What is
// invented is said to be; no State's answers are public here.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { expectSuccess, folder, makeDemo, waymark } from './program.mjs';

const header = 'round,iso3,item,option,value,disposition,confidentiality\n';
const state = (index) => `X${String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26))}`;
const states = Array.from({ length: 57 }, (_, index) => state(index));

// Every State's row, or rows: [option, value, disposition] by its place.
const rows = (round, item, answerOf) => states.flatMap((code, index) => {
  const answers = answerOf(index);
  return (Array.isArray(answers[0]) ? answers : [answers])
    .map(([option, value, disposition = 'ANS']) => `${round},${code},${item},${option},${value},${disposition},${disposition === 'ANS' ? 'PUBLIC' : ''}\n`);
}).join('');
const none = (disposition) => ['', '', disposition];
const share = (total, index) => Math.floor(total / 40) + (index < total % 40 ? 1 : 0);
const groups = [['police', 39], ['specialised', 37], ['immigration', 34], ['labour', 34], ['border', 33], ['judges', 20], ['attaches', 11], ['unions', 5]];

// 57 States, five of them silent: what survey.md 10.1 asks for.
const answers2021 = header
  + rows('2021', 'P-IDENT-WHO', (index) => (index >= 52 ? none('NR') : groups.map(([option, yes]) => [option, index < yes ? 'yes' : 'no'])))
  + rows('2021', 'P-IDENT-FIRST', (index) => (index >= 52 ? none('NR') : index >= 40 ? none('NA')
    : [['law', share(9618, index)], ['ngo', share(2750, index)], ['other', share(1179, index)]]))
  + rows('2021', 'P-IDENT-PROACTIVE', (index) => (index >= 52 ? none('NR') : [index < 12 ? 'strongly_agree' : index < 35 ? 'agree' : 'disagree', '']))
  + rows('2021', 'P-NGO-ACCESS', (index) => (index >= 52 ? none('NR') : index >= 44 ? none('BLANK') : [index < 35 ? 'yes' : 'no', '']))
  + rows('2021', 'V-RECRUIT-MONITOR', (index) => (index >= 52 ? none('NR') : index < 40 ? ['', `how it is done, "${index}"`.replaceAll('"', '')] : none('BLANK')).map((cell) => (cell.includes(',') ? `"${cell}"` : cell)));
// In 2021 the first 35 agree. Here three of those after them do, and 30 of them.
const answers2015 = header
  + rows('2015/16', 'P-IDENT-PROACTIVE', (index) => (index >= 50 ? none('NR') : [index < 30 || (index >= 35 && index < 38) ? 'agree' : 'disagree', '']))
  + rows('2015/16', 'V-RECRUIT-MONITOR', (index) => (index >= 50 ? none('NR') : index < 34 ? ['', 'how it is done'] : none('BLANK')));

const tallyHeader = 'round,question_id,section,question_paraphrase,answer_type,answer,count,respondents,source\n';
const tallies = `${tallyHeader}2021,P-IDENT-WHO,Identification,Who may?,multi_choice,Non-specialist police,39,57,report; p. 1
2021,P-IDENT-FIRST,Identification,How many?,number_table,All cases,13547,,report; p. 2
2021,P-IDENT-FIRST,Identification,How many?,number_table,Law enforcement,71%,,report; p. 2
2021,P-IDENT-PROACTIVE,Identification,Regularly?,likert5,Strongly agree + agree (combined),35,,report; p. 2
2015/16,P-IDENT-PROACTIVE,Identification,Regularly?,likert5,Strongly agree + agree (combined),33,,report; p. 2
2021,P-NGO-ACCESS,Identification,Access?,single_choice,Yes,35,,report; p. 3
2021,P-NGO-ACCESS,Identification,Access?,single_choice,No,9,,report; p. 3
2021,P-NGO-ACCESS,Identification,Access?,single_choice,No information provided,,,report; p. 3
2021,V-RECRUIT-MONITOR,Prevention,Which?,free_text,State provided information,40,,report; p. 4
2015/16,V-RECRUIT-MONITOR,Prevention,Which?,free_text,State provided information,34,,report; p. 4
`;

const above = mkdtempSync(join(tmpdir(), 'waymark-survey-'));
after(() => rmSync(above, { recursive: true, force: true }));
const file = (name, text) => {
  writeFileSync(join(above, name), text);
  return join(above, name);
};
const files = { 2021: file('2021.csv', answers2021), '2015/16': file('2015.csv', answers2015), tallies: file('tallies.csv', tallies) };

const imported = (args, round, path, kind = 'microdata') => waymark(['survey', 'import', ...args, '--round', round, '--kind', kind, path]);
const json = (args) => JSON.parse(expectSuccess(waymark([...args, '--json'])).stdout);

const postgres = process.env.WAYMARK_TEST_POSTGRES;
const databases = [['sqlite', () => []]];
if (postgres) {
  let count = 0;
  databases.push(['postgresql', (t) => {
    count += 1;
    const name = `waymark_survey_${process.pid}_${count}`;
    assert.equal(spawnSync('psql', [postgres, '-qc', `create database ${name}`]).status, 0);
    t.after(() => spawnSync('psql', [postgres, '-qc', `drop database ${name} with (force)`]));
    return ['--database', postgres.replace(/\/postgres$/, `/${name}`)];
  }]);
}
const installed = (t, database) => {
  const args = ['--data', join(folder(t), 'data'), ...database(t)];
  expectSuccess(waymark(['migrate', ...args]));
  return args;
};

for (const [engine, database] of databases) {
  test(`the figures of the two rounds are those of the specification, on ${engine}`, (t) => {
    const args = installed(t, database);
    for (const round of ['2015/16', '2021']) expectSuccess(imported(args, round, files[round]));
    const stat = (item, ...more) => json(['survey', 'stat', item, ...args, '--round', '2021', ...more]);
    const change = (item, ...more) => json(['survey', 'change', item, ...args, '--from', '2015/16', '--to', '2021', ...more]);

    assert.deepEqual(groups.map(([option]) => stat('P-IDENT-WHO', '--option', option).n), [39, 37, 34, 34, 33, 20, 11, 5]);
    assert.deepEqual(stat('P-NGO-ACCESS', '--option', 'yes'), {
      item: 'P-NGO-ACCESS', round: '2021', option: 'yes', n: 35, population: 57, eligible: 57, answered: 44,
      bases: {
        pop: { num: 35, den: 57, percent: 61.4 }, elig: { num: 35, den: 57, percent: 61.4 },
        reply: { num: 35, den: 52, percent: 67.3 }, item: { num: 35, den: 44, percent: 79.5 },
      },
      bounds: { lower: 35, upper: 48, den: 57 },
      dispositions: { ANS: 44, NA: 0, NAP: 0, DECL: 0, BLANK: 8, NR: 5, SKIP: 0, EXAM: 0, HELD: 0 },
    });
    assert.equal(stat('P-NGO-ACCESS', '--option', 'No').n, 9, 'in another case');
    assert.equal(stat('P-IDENT-PROACTIVE', '--option', 'strongly_agree', '--option', 'agree').n, 35);
    assert.equal(stat('P-IDENT-PROACTIVE', '--option', 'strongly_agree+agree').n, 35);
    assert.equal(stat('V-RECRUIT-MONITOR').n, 40);
    assert.equal(stat('V-RECRUIT-MONITOR', '--option', 'ANS').n, 40);

    const law = stat('P-IDENT-FIRST', '--option', 'law');
    assert.deepEqual(law.amounts, { total: 13547, part: 9618, contributing: 40, share: { num: 9618, den: 13547, percent: 71 }, remaining: null });
    assert.equal(law.n, 40, 'States with such a case');
    const remaining = stat('P-IDENT-FIRST', '--option', 'ngo', '--remaining-after', 'law').amounts;
    assert.deepEqual(remaining.share, { num: 2750, den: 3929, percent: 70 });

    assert.deepEqual(change('P-IDENT-PROACTIVE', '--option', 'agree+strongly_agree'), {
      delta_all: 2, matched: { n: 50, gained: 5, lost: 3, delta: 2 }, entrants: 0, leavers: 0,
      bounds: { lower: -5, upper: 7 }, bounds_no_backsliding: { lower: 2, upper: 7 }, sign_test_p: 0.7265625, verdict: 'MATCHED_UP',
    });
    const told = change('V-RECRUIT-MONITOR');
    assert.equal(told.delta_all, 6);
    assert.equal(told.verdict, 'RESPONSE_UP');
    assert.match(expectSuccess(waymark(['survey', 'stat', 'P-NGO-ACCESS', ...args, '--round', '2021', '--option', 'yes'])).stdout, /35 of 57 = 61\.4 %/);
    assert.match(expectSuccess(waymark(['survey', 'change', 'V-RECRUIT-MONITOR', ...args, '--from', '2015/16', '--to', '2021'])).stdout, /RESPONSE_UP/);

    const again = imported(args, '2021', files[2021]);
    assert.equal(again.status, 4);
    assert.match(again.stderr, /already_exists/);
    assert.equal(stat('P-NGO-ACCESS', '--option', 'yes').n, 35, 'and what was there stays');
    assert.match(expectSuccess(waymark(['audit', 'verify', ...args])).stdout, /holds/);
  });

  test(`rounds known by their totals give ranges where matched figures would be a guess, on ${engine}`, (t) => {
    const args = installed(t, database);
    for (const round of ['2015/16', '2021']) expectSuccess(imported(args, round, files.tallies, 'aggregate_only'));
    const change = (item, ...more) => json(['survey', 'change', item, ...args, '--from', '2015/16', '--to', '2021', ...more]);
    const proactive = {
      delta_all: 2, matched: null, entrants: null, leavers: null, bounds: { lower: -22, upper: 24 }, bounds_no_backsliding: null,
      sign_test_p: null, transitions: { stay: [11, 33], gained: [2, 24], lost: [0, 22] }, verdict: 'REPORTED_UP',
    };
    assert.deepEqual(change('P-IDENT-PROACTIVE', '--option', 'Strongly agree + agree (combined)'), proactive);
    assert.deepEqual(change('P-IDENT-PROACTIVE', '--option', 'agree+strongly_agree'), proactive, 'its plain form, in any order');
    assert.deepEqual(change('P-IDENT-PROACTIVE'), proactive, 'the only answer need not be named');
    const told = change('V-RECRUIT-MONITOR', '--option', 'State provided information');
    assert.deepEqual(told.transitions, { stay: [17, 34], gained: [6, 23], lost: [0, 17] });
    assert.equal(told.verdict, 'RESPONSE_UP');

    const stat = (item, round, ...more) => json(['survey', 'stat', item, ...args, '--round', round, ...more]);
    const access = stat('P-NGO-ACCESS', '2021', '--option', 'yes');
    assert.deepEqual([access.n, access.answered, access.bounds], [35, 44, { lower: 35, upper: 48, den: 57 }]);
    assert.deepEqual(access.dispositions, { ANS: 44, OTHERS: 13 });
    assert.equal(access.bases.reply.percent, null, 'how many replied is not known');
    assert.equal(stat('P-IDENT-PROACTIVE', '2015/16').population, null);
    assert.equal(stat('P-IDENT-PROACTIVE', '2015/16').n, 33);
    const percentage = waymark(['survey', 'stat', 'P-IDENT-FIRST', ...args, '--round', '2021', '--option', 'law', '--json']);
    assert.equal(percentage.status, 4);
    assert.match(percentage.stderr, /SURVEY-NO-COUNT/);
  });
}

test('totals of one round are set against the answers of the other', (t) => {
  const args = installed(t, () => []);
  expectSuccess(imported(args, '2015/16', files.tallies, 'aggregate_only'));
  expectSuccess(imported(args, '2021', files[2021]));
  const found = json(['survey', 'change', 'P-IDENT-PROACTIVE', ...args, '--from', '2015/16', '--to', '2021', '--option', 'strongly_agree+agree']);
  assert.equal(found.matched, null);
  assert.deepEqual(found.transitions, { stay: [11, 33], gained: [2, 24], lost: [0, 22] });
  assert.equal(found.verdict, 'REPORTED_UP');
  assert.equal(json(['survey', 'change', 'V-RECRUIT-MONITOR', ...args, '--from', '2015/16', '--to', '2021']).verdict, 'RESPONSE_UP');
});

test('a survey is a place of its own: the first import makes the installation, and a bad file makes none', (t) => {
  const data = join(folder(t), 'data');
  const bad = imported(['--data', data], '2021', file('bad_first.csv', `${header}2021,XAA,q,yes,,PERHAPS,\n`));
  assert.equal(bad.status, 2);
  assert.ok(!existsSync(data));
  assert.match(expectSuccess(imported(['--data', data], '2021', files[2021])).stdout, /States +57 \(57 new\)/);
});

test('the demo has two rounds of invented States, and says that they are', (t) => {
  const data = join(folder(t), 'data');
  makeDemo(data, [], 0);
  const stat = (item, option) => json(['survey', 'stat', item, '--data', data, '--round', '2021', '--option', option]);
  assert.deepEqual(['police', 'specialised', 'immigration', 'labour_inspector'].map((option) => stat('P-IDENT-WHO', option).n), [39, 37, 34, 34]);
  assert.deepEqual(['yes', 'no'].map((option) => stat('P-NGO-ACCESS', option).n), [35, 9]);
  const first = stat('P-IDENT-FIRST', 'law_enforcement').amounts;
  assert.deepEqual([first.total, first.part, stat('P-IDENT-FIRST', 'ngo').amounts.part], [13547, 9618, 2750]);
  const change = (item, ...more) => json(['survey', 'change', item, '--data', data, '--from', '2015/16', '--to', '2021', ...more]);
  assert.equal(change('P-IDENT-PROACTIVE', '--option', 'agree+strongly_agree').delta_all, 2);
  assert.deepEqual([change('V-RECRUIT-MONITOR').delta_all, change('V-RECRUIT-MONITOR').verdict], [6, 'RESPONSE_UP']);
  assert.match(expectSuccess(waymark(['survey', 'stat', 'P-NGO-ACCESS', '--data', data, '--round', '2021', '--option', 'yes'])).stdout, /^SYNTHETIC/);
});

const good = `${header}2021,XAA,q,yes,,ANS,PUBLIC\n2021,XAB,q,no,,ANS,PUBLIC\n`;
const refused = [
  ['a disposition of no list', `${good}2021,XAC,q,,,MAYBE,\n`, 'line 4, column 14 \\(disposition\\)'],
  ['a State that is no code', `${good}2021,Xac,q,yes,,ANS,\n`, 'line 4, column 6 \\(iso3\\)'],
  ['an option without an answer', `${good}2021,XAC,q,yes,,BLANK,\n`, 'line 4, column 12 \\(option\\)'],
  ['another round', `${good}2019,XAC,q,yes,,ANS,\n`, 'line 4, column 1 \\(round\\)'],
  ['a State and item twice', `${good}2021,XAA,q,yes,,ANS,PUBLIC\n`, 'line 4, column 12 \\(option\\)'],
  ['a reply beside no reply', `${good}2021,XAA,p,,,NR,\n`, 'line 4, column 14 \\(disposition\\)'],
  ['a column too few', `${good}2021,XAC,q,yes,ANS,\n`, 'line 4, column'],
  ['a header of other names', good.replace('iso3', 'country'), 'line 1, column'],
  ['a quote that stays open', `${good}2021,XAC,"q,yes,,ANS,\n`, 'line 4, column 10'],
  ['options in some rows alone', `${good}2021,XAC,q,,text,ANS,\n`, 'line 4, column 12 \\(option\\)'],
  ['no text', Buffer.from(`${good}2021,XAC,q,\xff,,ANS,\n`, 'latin1'), 'line 4, column 12'],
  ['no rows', header, 'line 2, column 1'],
  ['nothing', '', 'line 1, column 1'],
];
test('a file that cannot be right is refused by file, line, column and reason, and changes nothing', (t) => {
  const args = installed(t, () => []);
  refused.forEach(([what, text, place], index) => {
    const path = file(`bad_${index}.csv`, text);
    const ran = imported(args, '2021', path);
    assert.equal(ran.status, 2, `${what}: ${ran.stdout}${ran.stderr}`);
    assert.match(ran.stderr, new RegExp(`bad_${index}\\.csv, ${place}[^\n]*: \\S`), what);
    assert.equal(waymark(['survey', 'stat', 'q', ...args, '--round', '2021', '--option', 'yes']).status, 4, `${what}: nothing is there`);
  });
  const missing = imported(args, '2021', join(above, 'not_there.csv'));
  assert.equal(missing.status, 2);
  assert.match(missing.stderr, /not_there\.csv: not found/);
  const badTally = imported(args, '2021', file('bad_tally.csv', `${tallyHeader}2021,q,s,p,single_choice,Yes,many,,report\n`), 'aggregate_only');
  assert.equal(badTally.status, 2);
  assert.match(badTally.stderr, /bad_tally\.csv, line 2, column 30 \(count\): not a count/);
  assert.equal(imported(args, '2021', files[2021], 'guesses').status, 2);
  assert.equal(waymark(['survey', 'import', ...args, '--kind', 'microdata', files[2021]]).status, 2, 'without a round');
  expectSuccess(imported(args, '2021', file('good.csv', good)));
  for (const wrong of [['--option', 'perhaps'], ['--option', 'yes+perhaps']]) {
    const ran = waymark(['survey', 'stat', 'q', ...args, '--round', '2021', ...wrong]);
    assert.equal(ran.status, 2, ran.stdout);
    assert.match(ran.stderr, /option: not in list; accepted: yes, no/);
  }
  assert.equal(waymark(['survey', 'stat', 'p', ...args, '--round', '2021', '--option', 'yes']).status, 4);
  assert.equal(waymark(['survey', 'stat', 'q', ...args, '--round', '2022', '--option', 'yes']).status, 4);
});

test('a percentage is turned back into the counts that print as it', () => {
  const invert = (...args) => json(['survey', 'invert', ...args]);
  assert.deepEqual(invert('--percent', '71', '--base', '13547'), { min: 9551, max: 9686, count: 136 });
  assert.deepEqual(invert('--percent', '71', '--base', '13547', '--rounding', 'truncate'), { min: 9619, max: 9753, count: 135 });
  assert.deepEqual(invert('--percent', '71', '--base', '13547', '--rounding', 'ceil'), { min: 9483, max: 9618, count: 136 });
  assert.deepEqual(invert('--percent', '70', '--base', '3929'), { min: 2731, max: 2769, count: 39 });
  assert.deepEqual(invert('--percent', '61.4', '--base', '57'), { min: 35, max: 35, count: 1 });
  assert.deepEqual(invert('--percent', '61', '--base', '57', '--decimals', '1'), { min: null, max: null, count: 0 });
  assert.deepEqual(invert('--percent', '50', '--base', '3'), { min: null, max: null, count: 0 });
  assert.match(expectSuccess(waymark(['survey', 'invert', '--percent', '71', '--base', '13547'])).stdout, /9551 to 9686: 136 counts/);
  for (const wrong of [['--percent', 'many', '--base', '57'], ['--percent', '71', '--base', '0'], ['--percent', '61.45', '--base', '57', '--decimals', '1'],
    ['--percent', '-1', '--base', '57'], ['--percent', '71', '--base', '57', '--rounding', 'up'], ['--percent', '71']]) {
    assert.equal(waymark(['survey', 'invert', ...wrong, '--json']).status, 2, wrong.join(' '));
  }
});
