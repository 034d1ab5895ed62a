/** Labels that a fit used: which component the rows of each label belong to. */
export interface CodeLabels {
  column: string;
  /** Of the labelled rows; below 1 some rows are taken, always the same. */
  share: number;
  /** Each label with the place of its component, from 0. */
  places: readonly (readonly [label: string, component: number])[];
}

/** Weights of rows, as a fit used them. */
export interface CodeWeights {
  column: string;
  /** `frequency`: a row counts as so many; `precision`: weights are scaled so that they add up to the rows. */
  kind: 'frequency' | 'precision';
}

const text = (value: string): string => JSON.stringify(value);

/** Python lines that set `labels`, one per row of `table`: a component from 0, −1 where none is known. */
export function pythonLabels({ column, share, places }: CodeLabels): string {
  const pairs = places.map(([label, component]) => `${text(label)}: ${component}`);
  const some =
    share >= 1
      ? ''
      : `
# About ${share} of the labels, by a hash of the row's number as Bellwether takes them.
mix = np.arange(1, len(table) + 1, dtype=np.uint32) * np.uint32(0x9E3779B1)
mix = (mix ^ (mix >> np.uint32(15))) * np.uint32(0x85EBCA6B)
mix ^= mix >> np.uint32(13)
labels[mix / 2**32 >= ${share}] = -1`;
  return `labels = table[${text(column)}].str.strip().map({${pairs.join(', ')}}).fillna(-1).to_numpy(dtype=int)${some}
`;
}

/** R lines that set `labels`, one per row of `table`: a component from 1, 0 where none is known. */
export function rLabels({ column, share, places }: CodeLabels): string {
  const pairs = places.map(([label, component]) => `${text(label)} = ${component + 1}`);
  const some =
    share >= 1
      ? ''
      : `
# About ${share} of the labels, by a hash of the row's number as Bellwether takes them: 32-bit products and shifts.
multiply <- function(a, b) ((a %/% 65536 * b) %% 65536 * 65536 + (a %% 65536) * b) %% 2^32
mix_down <- function(x, by) {
  y <- x %/% 2^by
  bitwXor(x %/% 65536, y %/% 65536) * 65536 + bitwXor(x %% 65536, y %% 65536)
}
mix <- mix_down(multiply(mix_down(multiply(seq_len(nrow(table)), 0x9E3779B1), 15), 0x85EBCA6B), 13)
labels[mix / 2^32 >= ${share}] <- 0`;
  return `labels <- unname(c(${pairs.join(', ')})[trimws(table[[${text(column)}]])])
labels[is.na(labels)] <- 0${some}
`;
}
