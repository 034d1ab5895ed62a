/** Which number of a date comes first. */
type DateOrder = 'ymd' | 'dmy' | 'mdy';

/** A column whose texts another program must be told how to read. */
export type CodeColumn =
  | { column: string; kind: 'date'; order: DateOrder }
  | { column: string; kind: 'number'; decimal: string; thousands: string; unit: string };

export interface ReadColumn {
  name: string;
  type: string;
  numberFormat?: { decimal: string; thousands: string; unit?: string };
  dateFormat?: { order: DateOrder };
}

/** Of some columns those that are dates, or numbers with signs that no program takes for a part of a number. */
export function codeColumns(columns: readonly ReadColumn[], names: readonly string[], decimal: string): CodeColumn[] {
  return columns.flatMap(({ name: column, type, numberFormat, dateFormat }): CodeColumn[] => {
    if (!names.includes(column)) return [];
    if (type === 'date') return [{ column, kind: 'date', order: dateFormat?.order ?? 'ymd' }];
    if (type !== 'number' || !numberFormat) return [];
    const { thousands, unit = '' } = numberFormat;
    if (thousands === '' && unit === '' && numberFormat.decimal === decimal) return [];
    return [{ column, kind: 'number', decimal: numberFormat.decimal, thousands, unit }];
  });
}

const text = (value: string): string => JSON.stringify(value);
const dates = (columns: readonly CodeColumn[]) => columns.filter((each) => each.kind === 'date');
const numbers = (columns: readonly CodeColumn[]) => columns.filter((each) => each.kind === 'number');

/** Python's `number(column)`: values of a column of `table`, NaN where there is none. */
export function pythonNumber(columns: readonly CodeColumn[]): string {
  if (columns.length === 0)
    return `def number(column):
    return pd.to_numeric(table[column], errors="coerce")
`;
  const orders = dates(columns).map(({ column, order }) => `${text(column)}: ${text(order)}`);
  const signs = numbers(columns).map(
    ({ column, decimal, thousands, unit }) => `${text(column)}: (${[decimal, thousands, unit].map(text).join(', ')})`,
  );
  return `orders = {${orders.join(', ')}}  # of dates
signs = {${signs.join(', ')}}  # decimal mark, mark between thousands, unit

def number(column):
    """Values of a column; of dates the milliseconds since 1970 in UTC."""
    if column in orders:
        first = orders[column]
        when = pd.to_datetime(
            table[column].str.strip(), dayfirst=first == "dmy", yearfirst=first == "ymd", utc=True, errors="coerce",
            **({"format": "mixed"} if int(pd.__version__.split(".")[0]) >= 2 else {}),
        )
        return (when - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(milliseconds=1)
    if column in signs:
        decimal, thousands, unit = signs[column]
        texts = table[column].str.replace("\\u2212", "-")
        for sign in (unit, thousands):
            texts = texts.str.replace(sign, "", regex=False) if sign else texts
        return pd.to_numeric(texts.str.replace(decimal, ".", regex=False).str.strip(), errors="coerce")
    return pd.to_numeric(table[column], errors="coerce")
`;
}

/** R's `number(column)`: values of a column of `table`, NA where there is none. */
export function rNumberFunction(columns: readonly CodeColumn[]): string {
  const plain = 'suppressWarnings(as.numeric(as.character(table[[column]])))';
  if (columns.length === 0) return `number <- function(column) ${plain}\n`;
  const orders = dates(columns).map(({ column, order }) => `${text(column)} = ${text(order)}`);
  const signs = numbers(columns).map(
    ({ column, decimal, thousands, unit }) => `${text(column)} = c(${[decimal, thousands, unit].map(text).join(', ')})`,
  );
  return `orders <- list(${orders.join(', ')})  # of dates
signs <- list(${signs.join(', ')})  # decimal mark, mark between thousands, unit
${orders.length > 0 ? rDates : ''}
# Values of a column; of dates the milliseconds since 1970 in UTC.
number <- function(column) {
${orders.length > 0 ? '  if (!is.null(orders[[column]])) return(milliseconds(trimws(table[[column]]), orders[[column]]))\n' : ''}  if (!is.null(signs[[column]])) {
    texts <- gsub("\\u2212", "-", table[[column]], fixed = TRUE)
    for (sign in signs[[column]][3:2]) if (sign != "") texts <- gsub(sign, "", texts, fixed = TRUE)
    return(suppressWarnings(as.numeric(trimws(sub(signs[[column]][1], ".", texts, fixed = TRUE)))))
  }
  ${plain}
}
`;
}

const rDates = `
milliseconds <- function(texts, order) {
  split <- regexpr("[T ] *[0-9]{1,2}:[0-9]{2}", texts)
  has_time <- !is.na(split) & split > 0
  days <- gsub("[-/. ,]+", "-", ifelse(has_time, substr(texts, 1, split - 1), texts))
  formats <- c("^[0-9]{4}-[0-9]+-[0-9]+$" = "%Y-%m-%d", "^[0-9]{4}-[0-9]{2}$" = "%Y-%m-%d",
               "^[0-9]+-[0-9]+-[0-9]{4}$" = if (order == "mdy") "%m-%d-%Y" else "%d-%m-%Y",
               "^[0-9]+-[A-Za-z]+-[0-9]{4}$" = "%d-%b-%Y", "^[A-Za-z]+-[0-9]+-[0-9]{4}$" = "%b-%d-%Y")
  days <- ifelse(grepl("^[0-9]{4}-[0-9]{2}$", days), paste0(days, "-01"), days)
  value <- rep(NA_real_, length(texts))
  for (pattern in names(formats)) {
    rows <- which(is.na(value) & grepl(pattern, days))
    value[rows] <- 1000 * as.numeric(as.POSIXct(strptime(days[rows], formats[[pattern]], tz = "UTC")))
  }
  clock <- toupper(substring(texts, split + 1))
  part <- function(pattern) {
    found <- regmatches(clock, regexec(pattern, clock))
    sapply(found, function(match) if (length(match) > 1 && match[2] != "") as.numeric(match[2]) else 0)
  }
  hours <- part("^ *([0-9]{1,2}):")
  hours <- ifelse(grepl("[AP]M", clock), hours %% 12 + 12 * grepl("PM", clock), hours)
  minutes <- part(":([0-9]{2})")
  seconds <- part(":[0-9]{2}:([0-9]{2}([.][0-9]+)?)")
  east <- ifelse(grepl("-[0-9]{2}:?[0-9]*$", clock), -1, 1)
  zone <- east * (60 * part("[-+]([0-9]{2}):?[0-9]*$") + part("[-+][0-9]{2}:?([0-9]{2})$"))
  ifelse(has_time, value + 1000 * (3600 * hours + 60 * (minutes - zone) + seconds), value)
}
`;
