/** What a picture says about itself, so that it can be traced to its data and drawn again years later. */
export interface PictureMetadata {
  title: string;
  /** Columns that are drawn, x first. */
  columns: readonly string[];
  /** Each condition on the rows in words; empty when all rows are used. */
  filters: readonly string[];
  /** The models drawn, one per group of rows. */
  models: readonly PictureModel[];
  data: {
    /** File name without folder. */
    name: string;
    /** Identity of the file's bytes, 16 hexadecimal digits. */
    hash: string;
    rowsUsed: number;
  };
  /** Version of Bellwether that drew it. */
  version: string;
}

export interface PictureModel {
  /** Null without a split. */
  group: string | null;
  name: string;
  /** In the columns' units. */
  parameters: Readonly<Record<string, number | readonly number[]>>;
}

/** The metadata in one sentence per idea, for readers that show text and know no structure. */
export function describePicture({ title, columns, filters, models, data, version }: PictureMetadata): string {
  const listed = (values: readonly string[]): string => values.join(', ');
  const modelled = models.map(({ group, name, parameters }) => {
    const values = Object.entries(parameters).map(([parameter, value]) => `${parameter} = ${String(value)}`);
    return `${name}${group === null ? '' : ` of ${group}`} (${listed(values)})`;
  });
  return [
    `${title}.`,
    `Columns: ${listed(columns)}.`,
    filters.length === 0 ? 'All rows.' : `Rows: ${filters.join('; ')}.`,
    ...(modelled.length === 0 ? [] : [`Model: ${modelled.join('; ')}.`]),
    `Data: ${data.name}, ${data.rowsUsed} rows used, hash ${data.hash}.`,
    `Bellwether ${version}.`,
  ].join(' ');
}

/** @returns null for anything that is not what this version or an earlier one wrote */
export function parsePictureMetadata(text: string): PictureMetadata | null {
  try {
    const value: unknown = JSON.parse(text);
    const complete =
      typeof value === 'object' && value !== null && 'title' in value && 'data' in value && 'version' in value;
    return complete ? (value as PictureMetadata) : null;
  } catch {
    return null;
  }
}
