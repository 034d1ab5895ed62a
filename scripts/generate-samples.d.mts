/** Text of every generated sample by file name. */
export function generatedSamples(): Record<string, string>;
