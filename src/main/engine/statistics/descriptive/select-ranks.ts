/**
 * Brings the values of the wanted ranks to their places in ascending order, and no others; changes `values`. Expected
 * time n log(ranks).
 * @param values  without NaN
 * @param ranks   ascending, 0 ≤ rank < n
 */
export function selectRanks(values: Float64Array, ranks: readonly number[]): void {
  selectBetween(values, 0, values.length - 1, ranks, 0, ranks.length);
}

/** The middle rank first: it splits both the values and the ranks left to find. */
function selectBetween(
  values: Float64Array,
  left: number,
  right: number,
  ranks: readonly number[],
  first: number,
  last: number,
): void {
  if (first >= last || left >= right) return;
  const middle = (first + last) >> 1;
  const rank = ranks[middle]!;
  select(values, left, right, rank);
  selectBetween(values, left, rank - 1, ranks, first, middle);
  selectBetween(values, rank + 1, right, ranks, middle + 1, last);
}

/** Algorithm SELECT: partitions about a value that a sample says is close to the wanted one. @see [FloydRivest1975] */
function select(values: Float64Array, left: number, right: number, rank: number): void {
  while (right > left) {
    if (right - left > 600) {
      const n = right - left + 1;
      const share = rank - left + 1;
      const z = Math.log(n);
      const size = 0.5 * Math.exp((2 * z) / 3);
      const spread = 0.5 * Math.sqrt((z * size * (n - size)) / n) * (share < n / 2 ? -1 : 1);
      const from = Math.max(left, Math.floor(rank - (share * size) / n + spread));
      const to = Math.min(right, Math.floor(rank + ((n - share) * size) / n + spread));
      select(values, from, to, rank);
    }
    const pivot = values[rank]!;
    let i = left;
    let j = right;
    swap(values, left, rank);
    if (values[right]! > pivot) swap(values, left, right);
    while (i < j) {
      swap(values, i, j);
      i++;
      j--;
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
    }
    if (values[left] === pivot) swap(values, left, j);
    else {
      j++;
      swap(values, j, right);
    }
    if (j <= rank) left = j + 1;
    if (rank <= j) right = j - 1;
  }
}

function swap(values: Float64Array, i: number, j: number): void {
  const held = values[i]!;
  values[i] = values[j]!;
  values[j] = held;
}
