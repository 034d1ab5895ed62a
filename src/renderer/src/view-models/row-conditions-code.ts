import type { FilterLike } from './filter-text.ts';

/** A condition on rows with all its numbers, as the contract has it. */
export type RowCondition =
  | Exclude<FilterLike, { kind: 'polygon' }>
  | (Omit<Extract<FilterLike, { kind: 'polygon' }>, 'points'> & {
      points: readonly (readonly [x: number, y: number])[];
    });

/** Rows of a table chosen by conditions, as code: definitions it needs, and the lines that leave rows out. */
export interface ConditionsCode {
  /** Columns that must be read as texts. */
  texts: string[];
  /** Written before the data are read; empty without regions. */
  definitions: string;
  /** Narrows `keep`, one element per row of the table; empty without conditions. */
  lines: string;
}

type RangeFilter = Extract<RowCondition, { kind: 'range' }>;

const textsOf = (filters: readonly RowCondition[]): string[] => [
  ...new Set(filters.flatMap((filter) => (filter.kind === 'category' ? [filter.column] : []))),
];

const hasRegion = (filters: readonly RowCondition[]): boolean => filters.some(({ kind }) => kind === 'polygon');

/** What `x >= from` and `x <= to` say, without the ends that are open; null where both are. */
function ends({ from, to }: RangeFilter, value: string): string[] {
  return [from === null ? '' : `${value} >= ${from}`, to === null ? '' : `${value} <= ${to}`].filter(
    (part) => part !== '',
  );
}

/** For a data frame `table` with a column of numbers given by `number("name")`. */
export function pythonConditions(filters: readonly RowCondition[]): ConditionsCode {
  const lines = filters.map((filter): string => {
    switch (filter.kind) {
      case 'range': {
        const parts = ends(filter, `number(${text(filter.column)})`);
        return `keep &= ${parts.length === 0 ? `number(${text(filter.column)}).notna()` : parts.map((part) => `(${part})`).join(' & ')}`;
      }
      case 'category':
        return `keep &= table[${text(filter.column)}].isin([${filter.values.map(text).join(', ')}])`;
      case 'rows-left-out':
        return `keep.iloc[np.array([${filter.rows.join(', ')}]) - 1] = False  # rows counted from 1`;
      case 'polygon': {
        const [x, y] = filter.columns.map((column) => `number(${text(column)})`);
        const corners = `[${filter.points.map(([a, b]) => `(${a}, ${b})`).join(', ')}]`;
        return `keep &= in_region(${x}, ${y}, ${corners}, ${filter.inside ? 'True' : 'False'})`;
      }
    }
  });
  const definitions = `def in_region(x, y, corners, inside):
    """Rows inside a polygon by the even-odd rule, its border included; or outside. No value is in neither."""
    x, y = x.to_numpy(), y.to_numpy()
    odd, border = np.zeros(len(x), bool), np.zeros(len(x), bool)
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1]):
        turn = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        border |= (turn == 0) & (x >= min(ax, bx)) & (x <= max(ax, bx)) & (y >= min(ay, by)) & (y <= max(ay, by))
        odd ^= ((ay > y) != (by > y)) & ((turn > 0) == (by > ay))
    return ~np.isnan(x + y) & ((odd | border) == inside)

`;
  return {
    texts: textsOf(filters),
    definitions: hasRegion(filters) ? definitions : '',
    lines: lines.length === 0 ? '' : `keep = pd.Series(True, index=table.index)\n${lines.join('\n')}\n`,
  };
}

/** For a data frame `table` with a column of numbers given by `number("name")`. */
export function rConditions(filters: readonly RowCondition[]): ConditionsCode {
  const lines = filters.map((filter): string => {
    switch (filter.kind) {
      case 'range': {
        const value = `number(${text(filter.column)})`;
        return `keep <- keep & ${[`!is.na(${value})`, ...ends(filter, value)].join(' & ')}`;
      }
      case 'category':
        return `keep <- keep & table[[${text(filter.column)}]] %in% c(${filter.values.map(text).join(', ')})`;
      case 'rows-left-out':
        return `keep[c(${filter.rows.join(', ')})] <- FALSE`;
      case 'polygon': {
        const [x, y] = filter.columns.map((column) => `number(${text(column)})`);
        const [across, upwards] = [0, 1].map((axis) => `c(${filter.points.map((point) => point[axis]).join(', ')})`);
        return `keep <- keep & in_region(${x}, ${y}, ${across}, ${upwards}, ${filter.inside ? 'TRUE' : 'FALSE'})`;
      }
    }
  });
  const definitions = `# Rows inside a polygon by the even-odd rule, its border included; or outside. No value is in neither.
in_region <- function(x, y, cx, cy, inside) {
  odd <- border <- logical(length(x))
  for (i in seq_along(cx)) {
    j <- if (i == length(cx)) 1 else i + 1
    turn <- (cx[j] - cx[i]) * (y - cy[i]) - (cy[j] - cy[i]) * (x - cx[i])
    border <- border | (turn == 0 & x >= min(cx[c(i, j)]) & x <= max(cx[c(i, j)]) &
                          y >= min(cy[c(i, j)]) & y <= max(cy[c(i, j)]))
    odd <- xor(odd, ((cy[i] > y) != (cy[j] > y)) & ((turn > 0) == (cy[j] > cy[i])))
  }
  !is.na(x) & !is.na(y) & ((odd | border) == inside)
}

`;
  return {
    texts: textsOf(filters),
    definitions: hasRegion(filters) ? definitions : '',
    lines: lines.length === 0 ? '' : `keep <- rep(TRUE, nrow(table))\n${lines.join('\n')}\n`,
  };
}

/** JSON's escapes are Python's and R's too. */
const text = (value: string): string => JSON.stringify(value);
