/** One term of docs/glossary.md. */
export interface GlossaryEntry {
  term: string;
  /** Other names, and symbols. */
  also: string[];
  /** Heading it stands under. */
  section: string;
  /** What it means, in pieces: plain text, and mentions of other terms. */
  meaning: GlossaryPiece[];
}

/** A piece of a meaning; `term` names the entry that a mention leads to. */
export interface GlossaryPiece {
  text: string;
  term: string | null;
}

/**
 * The glossary as data. An entry is a list item `- **term** (also, other): meaning`, perhaps on several lines; a mention
 * of another term stands in *italics*, in the singular or the plural.
 * @param markdown  text of docs/glossary.md
 */
export function parseGlossary(markdown: string): GlossaryEntry[] {
  let section = '';
  const raw: { term: string; also: string; section: string; meaning: string }[] = [];
  for (const line of markdown.split(/\r?\n/)) {
    const heading = /^## (.+)$/.exec(line);
    const entry = /^- \*\*(.+?)\*\*(?: \((.+?)\))?: (.+)$/.exec(line);
    const last = raw.at(-1);
    if (heading) section = heading[1]!.trim();
    else if (entry) raw.push({ term: entry[1]!, also: entry[2] ?? '', section, meaning: entry[3]! });
    else if (last && /^ {2}\S/.test(line)) last.meaning += ` ${line.trim()}`;
  }
  const terms = raw.map(({ term }) => term);
  return raw.map(({ term, also, section: under, meaning }) => ({
    term,
    also: also === '' ? [] : splitNames(also),
    section: under,
    meaning: piecesOf(meaning, terms),
  }));
}

/** At commas, but not at those inside brackets: `𝒩(μ, σ²)` is one name. */
const splitNames = (names: string): string[] => names.split(/,\s+(?![^(]*\))/);

function piecesOf(meaning: string, terms: readonly string[]): GlossaryPiece[] {
  return meaning
    .split(/(\*[^*\s][^*]*\*)/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (!/^\*[^*]+\*$/.test(piece)) return { text: piece, term: null };
      const text = piece.slice(1, -1);
      return { text, term: termNamed(text, terms) };
    });
}

/** The term that a mention names: itself, or its singular. */
function termNamed(mention: string, terms: readonly string[]): string | null {
  const plain = mention.toLowerCase();
  return (
    terms.find((term) => [term, `${term}s`, term.replace(/y$/, 'ies')].some((form) => form.toLowerCase() === plain)) ??
    null
  );
}

export const meaningText = ({ meaning }: GlossaryEntry): string => meaning.map(({ text }) => text).join('');

/** The first sentence: enough for a hint beside a number. */
export function firstSentence(entry: GlossaryEntry): string {
  const text = meaningText(entry);
  return /^.*?[.?](?=\s|$)/.exec(text)?.[0] ?? text;
}

export function glossaryEntry(entries: readonly GlossaryEntry[], term: string): GlossaryEntry | null {
  return entries.find((entry) => entry.term === term) ?? null;
}

/** Entries in which every searched word occurs: those of that name first, then of that beginning, then where it is mentioned. */
export function searchGlossary(entries: readonly GlossaryEntry[], query: string): GlossaryEntry[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...entries];
  const asked = words.join(' ');
  return entries
    .map((entry) => {
      const names = [entry.term, ...entry.also].map(folded);
      const everything = `${names.join(' ')} ${folded(meaningText(entry))}`;
      if (!words.every((word) => everything.includes(word))) return { entry, rank: -1 };
      const rank = names.includes(asked)
        ? 3
        : names.some((name) => name.startsWith(asked))
          ? 2
          : names.some((name) => name.includes(asked))
            ? 1
            : 0;
      return { entry, rank };
    })
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ entry }) => entry);
}

/** Without hats, dashes and case: "loglikelihood" finds "log-likelihood", "mu" does not find "μ". */
const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[–-]/g, ' ').replace(/’/g, "'").toLowerCase();
