// Writes test-data/tables: small tables with one defect each, and cells.json with what a reader should make of each and the
// dialect that leaves nothing to guess. Run again at any time: node scripts/write-table-defects.mjs
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../test-data/tables');
const header = ['city', 'height', 'count', 'day', 'note'];
const cities = ['Oslo', 'Rome', 'Lima', 'Cairo', 'Delhi', 'Quito', 'Bern', 'Accra', 'Seoul', 'Paris'];
const notes = ['calm', 'windy', 'calm', 'rain', 'sun', 'calm', 'snow', 'sun', 'rain', 'windy'];
const rows = cities.map((city, i) => [
  city,
  (1.25 + i * 1.5).toFixed(2),
  String(12 + 7 * i),
  `2020-0${1 + (i % 9)}-1${i}`,
  notes[i],
]);
const numbers = rows.map(([, height, count]) => [height, count]);
const change = (table, changes) => table.map((row, r) => row.map((cell, c) => changes[`${r},${c}`] ?? cell));
const lines = (table, delimiter = ',', end = '\n') => table.map((row) => row.join(delimiter) + end).join('');
const all = [header, ...rows];
const comma = { delimiter: ',', quote: '"', escape: '"', skipRows: 0, headerRows: 1 };

const cases = [];
/** @param told  what differs from comma, double quotes, one header row */
const add = (name, content, expected = {}, told = {}) =>
  cases.push({
    name,
    content: typeof content === 'string' ? Buffer.from(content) : content,
    header,
    rows,
    ...expected,
    told: { ...comma, ...told },
  });

// Delimiters
for (const [name, delimiter] of [
  ['comma', ','],
  ['semicolon', ';'],
  ['tab', '\t'],
  ['pipe', '|'],
  ['space', ' '],
  ['comma-space', ', '],
  ['semicolon-space', '; '],
  ['spaced-pipe', ' | '],
  ['double-pipe', '||'],
  ['double-colon', '::'],
  ['tilde', '~'],
  ['caret', '^'],
  ['unit-separator', '\u001f'],
  ['control-a', '\u0001'],
  ['section-sign', '§'],
  ['broken-bar', '¦'],
  ['tilde-pipe', '~|~'],
]) {
  add(`delimiter-${name}`, lines(all, delimiter), {}, { delimiter });
}
add(
  'delimiter-runs-of-spaces',
  all.map((row) => row.map((cell) => cell.padEnd(12)).join('') + '\n').join(''),
  {},
  { delimiter: ' ' },
);
add(
  'delimiter-runs-right-aligned',
  [['height', 'count'], ...numbers].map((row) => row.map((cell) => cell.padStart(10)).join('') + '\n').join(''),
  { header: ['height', 'count'], rows: numbers },
  { delimiter: ' ' },
);
add('delimiter-none', lines([['height'], ...numbers.map(([h]) => [h])]), {
  header: ['height'],
  rows: numbers.map(([h]) => [h]),
});
add('delimiter-none-text', lines([['town'], ...cities.map((c) => [c])]), {
  header: ['town'],
  rows: cities.map((c) => [c]),
});
add(
  'delimiter-none-decimal-comma',
  lines([['height'], ...numbers.map(([h]) => [h.replace('.', ',')])]),
  { header: ['height'], rows: numbers.map(([h]) => [h.replace('.', ',')]) },
  { delimiter: '' },
);
add(
  'delimiter-none-times',
  lines([['at'], ...rows.map((r) => [`${r[3]} 10:20:30`])]),
  { header: ['at'], rows: rows.map((r) => [`${r[3]} 10:20:30`]) },
  { delimiter: '' },
);
add(
  'delimiter-semicolon-decimal-comma',
  lines(
    all.map((row) => row.map((c) => c.replace('.', ','))),
    ';',
  ),
  { rows: rows.map((row) => row.map((c) => c.replace('.', ','))) },
  { delimiter: ';' },
);
add(
  'delimiter-tab-decimal-comma',
  lines(
    all.map((row) => row.map((c) => c.replace('.', ','))),
    '\t',
  ),
  { rows: rows.map((row) => row.map((c) => c.replace('.', ','))) },
  { delimiter: '\t' },
);
add(
  'delimiter-semicolon-with-commas-in-text',
  lines([header, ...rows.map((r) => [...r.slice(0, 4), `${r[4]}, then dry`])], ';'),
  { rows: rows.map((r) => [...r.slice(0, 4), `${r[4]}, then dry`]) },
  { delimiter: ';' },
);
add(
  'delimiter-tab-with-spaces-in-text',
  lines([header, ...rows.map((r) => [`${r[0]} city`, ...r.slice(1)])], '\t'),
  { rows: rows.map((r) => [`${r[0]} city`, ...r.slice(1)]) },
  { delimiter: '\t' },
);
add(
  'delimiter-pipe-with-semicolons',
  lines([header, ...rows.map((r) => [...r.slice(0, 4), `${r[4]}; dry`])], '|'),
  { rows: rows.map((r) => [...r.slice(0, 4), `${r[4]}; dry`]) },
  { delimiter: '|' },
);
for (const [name, delimiter] of [
  ['semicolon', ';'],
  ['comma', ','],
  ['tab', '\t'],
  ['pipe', '|'],
])
  add(`separator-line-${name}`, `sep=${delimiter}\r\n${lines(all, delimiter, '\r\n')}`, {}, { delimiter, skipRows: 1 });
add('separator-line-quoted', `"sep=;"\n${lines(all, ';')}`, {}, { delimiter: ';', skipRows: 1 });

// Quotes and escapes
const quoted = (table, quote = '"', escape = quote, delimiter = ',', end = '\n') =>
  lines(
    table.map((row) =>
      row.map(
        (cell) =>
          quote +
          cell.replaceAll(escape, escape === quote ? escape : escape + escape).replaceAll(quote, escape + quote) +
          quote,
      ),
    ),
    delimiter,
    end,
  );
const withCell = (text, r = 3, c = 4) => change(rows, { [`${r},${c}`]: text });
add('quote-all', quoted(all));
add('quote-all-single', quoted(all, "'"), {}, { quote: "'", escape: "'" });
add('quote-all-semicolon', quoted(all, '"', '"', ';'), {}, { delimiter: ';' });
add(
  'quote-texts-only',
  lines(all.map((row, r) => row.map((cell, c) => (r === 0 || c === 0 || c > 2 ? `"${cell}"` : cell)))),
);
const one = (name, text, raw, told = {}, more = {}) =>
  add(name, lines([header, ...withCell(raw)]), { rows: withCell(text), ...more }, told);
one('quote-delimiter-inside', 'rain, snow', '"rain, snow"');
one('quote-newline-inside', 'rain\nsnow', '"rain\nsnow"');
one('quote-crlf-inside', 'rain\r\nsnow', '"rain\r\nsnow"');
one('quote-blank-line-inside', 'rain\n\nsnow', '"rain\n\nsnow"');
one('quote-doubled', 'the "big" rain', '"the ""big"" rain"');
one('quote-doubled-only', '"', '""""');
one('quote-backslash', 'the "big" rain', '"the \\"big\\" rain"', { escape: '\\' });
one('quote-backslash-delimiter', 'the "big", rain', '"the \\"big\\", rain"', { escape: '\\' });
one('quote-backslash-backslash', 'a\\b "c"', '"a\\\\b \\"c\\""', { escape: '\\' });
one('quote-empty', '', '""');
one('quote-undoubled-inside', 'a 5" pipe', '"a 5" pipe"');
one('quote-inside-unquoted', 'a 5" pipe', 'a 5" pipe');
one('quote-never-closed', '"rain', '"rain');
one('quote-apostrophe-in-text', "it's wet", "it's wet");
one('quote-space-behind', 'rain', '"rain" ');
add(
  'quote-single-with-delimiter',
  lines([header, ...withCell("'rain, snow'"), ...[]]),
  { rows: withCell('rain, snow') },
  { quote: "'", escape: "'" },
);
add(
  'quote-single-doubled',
  quoted([header, ...withCell("it's, wet")], "'"),
  { rows: withCell("it's, wet") },
  { quote: "'", escape: "'" },
);
add('quote-header-delimiter', lines([['city', '"height, m"', 'count', 'day', 'note'], ...rows]), {
  header: ['city', 'height, m', 'count', 'day', 'note'],
});
add('quote-header-newline', lines([['city', '"height\n(m)"', 'count', 'day', 'note'], ...rows]), {
  header: ['city', 'height (m)', 'count', 'day', 'note'],
});
add(
  'quote-after-comma-space',
  all.map((row) => row.map((c) => `"${c}"`).join(', ') + '\n').join(''),
  {},
  { delimiter: ', ' },
);
add('quote-thousands', lines([header, ...rows.map((r, i) => [r[0], r[1], `"${i + 1},2${i}0"`, r[3], r[4]])]), {
  rows: rows.map((r, i) => [r[0], r[1], `${i + 1},2${i}0`, r[3], r[4]]),
});

// Record ends
add('ends-crlf', lines(all, ',', '\r\n'));
add('ends-cr', lines(all, ',', '\r'));
add('ends-missing-at-end', lines(all).trimEnd());
add('ends-crlf-missing-at-end', lines(all, ',', '\r\n').trimEnd());
add('ends-mixed-crlf-lf', all.map((row, i) => row.join(',') + (i % 3 ? '\r\n' : '\n')).join(''));
add('ends-mixed-all', all.map((row, i) => row.join(',') + ['\r\n', '\n', '\r'][i % 3]).join(''));
add('ends-extra-blank-lines-at-end', lines(all) + '\n\n\n');
add('ends-blank-lines-between', all.map((row, i) => row.join(',') + (i % 4 === 3 ? '\n\n' : '\n')).join(''));
add('ends-double-spaced', lines(all, ',', '\n\n'));
add('ends-control-z', lines(all, ',', '\r\n') + '\u001a', {}, {});

// Headers
add('header-none', lines(rows), { header: null }, { headerRows: 0 });
add('header-none-numbers', lines(numbers), { header: null, rows: numbers }, { headerRows: 0 });
add('header-duplicate', lines([['city', 'x', 'x', 'day', 'note'], ...rows]), {
  header: ['city', 'x', 'x (2)', 'day', 'note'],
});
add('header-empty-name', lines([['city', '', 'count', 'day', 'note'], ...rows]), {
  header: ['city', 'column 2', 'count', 'day', 'note'],
});
add('header-first-name-empty', lines([['', ...header.slice(1)], ...rows]), {
  header: ['column 1', ...header.slice(1)],
});
add('header-one-name-less', lines([header.slice(1), ...rows]), { header: ['row', ...header.slice(1)] });
add(
  'header-two-rows',
  lines([header, ['', 'm', 'n', '', ''], ...rows]),
  { header: ['city', 'height m', 'count n', 'day', 'note'] },
  { headerRows: 2 },
);
add(
  'header-three-rows',
  lines([['', 'body', 'body', '', ''], header, ['', 'm', 'n', '', ''], ...rows]),
  { header: ['city', 'body height m', 'body count n', 'day', 'note'] },
  { headerRows: 3 },
);
add('header-spaces', lines([header.map((name) => ` ${name} `), ...rows]));
add(
  'header-years',
  lines([['city', '2001', '2002', '2003'], ...rows.map((r, i) => [r[0], r[1], `${i}.5`, `${i}.25`])]),
  { header: ['city', '2001', '2002', '2003'], rows: rows.map((r, i) => [r[0], r[1], `${i}.5`, `${i}.25`]) },
);
add('header-all-text', lines([['city', 'note'], ...rows.map((r) => [r[0], r[4]])]), {
  header: ['city', 'note'],
  rows: rows.map((r) => [r[0], r[4]]),
});
add('header-proto', lines([['city', '__proto__', 'count', 'day', 'note'], ...rows]), {
  header: ['city', '__proto__', 'count', 'day', 'note'],
});
add('header-commented', `# ${header.join(',')}\n${lines(rows)}`, { header: ['# city', ...header.slice(1)] });
add('header-blank-line-below', `${header.join(',')}\n\n${lines(rows)}`);

// Preambles and comments
const before = (name, text, count, told = {}) => add(name, text + lines(all), {}, { skipRows: count, ...told });
before('preamble-title', 'Weather report\n', 1);
before('preamble-title-and-gap', 'Weather report\n\n', 2);
before('preamble-three-lines', 'Weather report\nmade by hand\nwith care\n', 3);
before('preamble-key-values', 'Station,Oslo\nOperator,Kim\n\n', 3);
before('preamble-with-commas', 'Report, made in spring\n\n', 2);
before('preamble-comments', '# made by hand\n# with care\n', 2);
before('preamble-blank-lines', '\n\n', 2);
before('preamble-quoted-title', '"Weather, 2020"\n', 1);
before('preamble-long', Array.from({ length: 12 }, (_, i) => `Line ${i} of the description\n`).join(''), 12);
add('preamble-delimiters-only', `Weather report,,,,\n,,,,\n${lines(all)}`, {}, { skipRows: 2 });
add(
  'comments-between',
  all.map((row, i) => row.join(',') + (i === 4 ? '\n# a remark\n' : '\n')).join(''),
  {},
  { comment: '#' },
);
add(
  'comments-percent',
  `% made by hand\n${all.map((row, i) => row.join(',') + (i === 4 ? '\n% a remark\n' : '\n')).join('')}`,
  {},
  { comment: '%' },
);

// Footers and further tables
const after = (name, text) => add(name, lines(all) + text, {}, {});
after('footer-source', '\nSource: own measurements\n');
after('footer-without-gap', 'Source: own measurements\n');
after('footer-two-notes', '\n* estimated\n** measured twice\n');
after('footer-rows-count', '(10 rows)\n');
after('footer-end-mark', '\nEND\n');
after(
  'second-table',
  `\n${lines([
    ['name', 'size', 'colour'],
    ['x', '1', 'red'],
    ['y', '2', 'blue'],
  ])}`,
);
after(
  'second-table-titled',
  `\nTable 2\n${lines([
    ['name', 'size'],
    ['x', '1'],
    ['y', '2'],
    ['z', '3'],
  ])}`,
);
after('second-table-same-width', `\n${lines([['town', 'width', 'number', 'date', 'remark'], ...rows.slice(0, 3)])}`);

// Ragged rows
const raggedRow = (name, row, text, expected) =>
  add(name, lines(all.map((cells, r) => (r === row ? text.split(',') : cells))), {
    rows: rows.map((cells, r) => (r === row - 1 ? expected : cells)),
  });
raggedRow('ragged-short', 4, 'Cairo,5.75,33', ['Cairo', '5.75', '33', '', '']);
raggedRow('ragged-one-cell', 4, 'Cairo', ['Cairo', '', '', '', '']);
raggedRow('ragged-long', 4, [...rows[3], 'extra'].join(','), rows[3]);
raggedRow('ragged-long-empty', 4, [...rows[3], '', ''].join(','), rows[3]);
raggedRow('ragged-cut-off-at-end', 10, 'Paris,14.75', ['Paris', '14.75', '', '', '']);
add('ragged-trailing-delimiter', all.map((row) => row.join(',') + ',\n').join(''));
add('ragged-trailing-delimiter-data-only', `${header.join(',')}\n${rows.map((row) => row.join(',') + ',\n').join('')}`);
add('ragged-empty-cells', lines([header, ...rows.map((r, i) => (i % 2 ? r : [r[0], '', '', r[3], '']))]), {
  rows: rows.map((r, i) => (i % 2 ? r : [r[0], '', '', r[3], ''])),
});
add('ragged-row-of-delimiters', lines([header, ...rows.slice(0, 5), ['', '', '', '', ''], ...rows.slice(5)]), {
  rows: [...rows.slice(0, 5), ['', '', '', '', ''], ...rows.slice(5)],
});

// Encodings
const foreign = (map) => [
  header.map((name) => map[name] ?? name),
  ...rows.map((row) => row.map((cell) => map[cell] ?? cell)),
];
const encoded = (name, bytes, table, told = {}) => add(name, bytes, { header: table[0], rows: table.slice(1) }, told);
const german = foreign({ city: 'Größe', Oslo: 'Zürich', Rome: 'Köln', calm: 'schön' });
const text = lines(german);
encoded('encoding-utf-8', Buffer.from(text), german);
encoded('encoding-utf-8-mark', Buffer.from(`\ufeff${text}`), german);
encoded('encoding-windows-1252', Buffer.from(text, 'latin1'), german, { encoding: 'windows-1252' });
const euro = foreign({ Oslo: 'Oslo €', calm: 'calm – dry' });
encoded(
  'encoding-windows-1252-euro',
  Buffer.from(lines(euro).replaceAll('€', '\x80').replaceAll('–', '\x96'), 'latin1'),
  euro,
  { encoding: 'windows-1252' },
);
encoded('encoding-utf-16le-mark', Buffer.from(`\ufeff${text}`, 'utf16le'), german);
encoded('encoding-utf-16be-mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), german);
encoded('encoding-utf-16le', Buffer.from(text, 'utf16le'), german);
encoded('encoding-utf-16be', Buffer.from(text, 'utf16le').swap16(), german);
encoded('encoding-utf-16le-crlf-tab', Buffer.from(`\ufeff${lines(german, '\t', '\r\n')}`, 'utf16le'), german, {
  delimiter: '\t',
});
const greek = foreign({ Oslo: 'Αθήνα', Rome: '東京', calm: '🌧' });
encoded('encoding-utf-8-wide', Buffer.from(lines(greek)), greek);
encoded('encoding-utf-8-quoted-wide', Buffer.from(quoted(greek)), greek);
encoded('encoding-nul-bytes', Buffer.from(lines(all).replace('Delhi', 'Del\0hi')), all);
encoded('encoding-gzip', gzipSync(lines(all), { level: 9 }), all);
encoded(
  'encoding-no-break-spaces',
  Buffer.from(lines(foreign({ Oslo: 'Os\u00a0lo' }))),
  foreign({ Oslo: 'Os\u00a0lo' }),
);

mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder)) if (file !== 'README.md') rmSync(join(folder, file));
for (const { name, content } of cases) writeFileSync(join(folder, `${name}.csv`), content);
writeFileSync(
  join(folder, 'cells.json'),
  JSON.stringify(
    cases.map(({ name, header: names, rows: cells, told }) => ({
      file: `${name}.csv`,
      told,
      header: names,
      rows: cells,
    })),
    null,
    1,
  ).replace(/\n {4,}/g, ' ') + '\n',
);
console.log(`${cases.length} files`);
