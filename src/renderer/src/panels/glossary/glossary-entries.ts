import text from '../../../../../docs/glossary.md?raw';
import { parseGlossary } from '../../view-models/glossary.ts';

/** docs/glossary.md, put into the page when that is built. */
export const glossaryEntries = parseGlossary(text);
