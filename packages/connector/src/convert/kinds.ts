const OFFICE = ['docx', 'pptx', 'xlsx', 'pdf'];
const WEB = ['html', 'htm'];
const MARKDOWN = ['md', 'markdown'];
const TABLES = ['csv', 'tsv'];
const TEXT = ['txt', 'log', 'text'];
const CODE = [
  'json',
  'xml',
  'yaml',
  'yml',
  'toml',
  'ini',
  'sql',
  'sh',
  'ps1',
  'py',
  'js',
  'ts',
  'java',
  'cs',
  'go',
  'rb',
  'css',
];

const READABLE = new Set([...OFFICE, ...WEB, ...MARKDOWN, ...TABLES, ...TEXT, ...CODE]);

/** Ending of a file name in lower case, without the dot; empty when there is none. */
export function kindOf(name: string): string {
  return /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Whether files with this ending can be made into text. */
export function isReadable(kind: string): boolean {
  return READABLE.has(kind);
}

export function isCode(kind: string): boolean {
  return CODE.includes(kind);
}
