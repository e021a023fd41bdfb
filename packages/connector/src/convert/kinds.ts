/** Kinds of files that are read, by the ending of their name; each has a converter. */
const ENDINGS = {
  docx: ['docx', 'docm', 'dotx', 'dotm'],
  pptx: ['pptx', 'pptm', 'ppsx', 'ppsm', 'potx', 'potm'],
  xlsx: ['xlsx', 'xlsm', 'xltx', 'xltm'],
  odt: ['odt', 'ott', 'fodt', 'odm', 'otm'],
  ods: ['ods', 'ots', 'fods'],
  odp: ['odp', 'otp', 'fodp', 'odg', 'otg', 'fodg'],
  pdf: ['pdf'],
  rtf: ['rtf'],
  eml: ['eml'],
  mht: ['mht', 'mhtml'],
  epub: ['epub'],
  html: ['html', 'htm', 'xhtml'],
  markdown: ['md', 'markdown'],
  csv: ['csv'],
  tsv: ['tsv', 'tab'],
  text: [
    ...['txt', 'text', 'log', 'rst', 'adoc', 'asciidoc', 'tex', 'org', 'textile'],
    ...['srt', 'vtt'],
  ],
  card: ['ics', 'ical', 'vcf', 'vcard'],
  code: [
    ...['json', 'jsonl', 'xml', 'yaml', 'yml', 'toml', 'ini', 'properties', 'sql', 'sh', 'ps1'],
    ...['bat', 'py', 'js', 'ts', 'java', 'cs', 'c', 'h', 'cpp', 'go', 'rb', 'php', 'css'],
    ...['jsonc', 'ndjson', 'geojson', 'xsd', 'xsl', 'xslt', 'wsdl', 'conf', 'cfg', 'reg', 'diff'],
    ...['patch', 'psm1', 'psd1', 'cmd', 'bash', 'zsh', 'vbs', 'vb', 'mjs', 'cjs', 'jsx', 'tsx'],
    ...['vue', 'scss', 'less', 'kt', 'swift', 'rs', 'scala', 'groovy', 'gradle', 'dart', 'lua'],
    ...['pl', 'r', 'cc', 'hpp', 'hh', 'tf', 'hcl', 'proto', 'graphql'],
  ],
} as const;

export type FileKind = keyof typeof ENDINGS;

const MEDIA_TYPES: Record<string, FileKind> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.template': 'docx',
  'application/vnd.ms-word.document.macroenabled.12': 'docx',
  'application/vnd.ms-word.template.macroenabled.12': 'docx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.openxmlformats-officedocument.presentationml.slideshow': 'pptx',
  'application/vnd.ms-powerpoint.presentation.macroenabled.12': 'pptx',
  'application/vnd.ms-powerpoint.slideshow.macroenabled.12': 'pptx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.template': 'xlsx',
  'application/vnd.ms-excel.sheet.macroenabled.12': 'xlsx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.text-master': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'application/vnd.oasis.opendocument.graphics': 'odp',
  'application/pdf': 'pdf',
  'application/x-pdf': 'pdf',
  'application/rtf': 'rtf',
  'text/rtf': 'rtf',
  'message/rfc822': 'eml',
  'multipart/related': 'mht',
  'application/x-mimearchive': 'mht',
  'application/epub+zip': 'epub',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/markdown': 'markdown',
  'text/x-markdown': 'markdown',
  'text/csv': 'csv',
  'text/tab-separated-values': 'tsv',
  'text/plain': 'text',
  'text/calendar': 'card',
  'text/vcard': 'card',
  'text/x-vcard': 'card',
  'application/json': 'code',
  'application/xml': 'code',
  'text/xml': 'code',
  'application/yaml': 'code',
  'application/sql': 'code',
};

/** What holds words that we cannot read, as people call it. */
const UNREAD: Record<string, readonly string[]> = {
  'Word files of the time before 2007': ['doc', 'dot', 'wps'],
  'Excel files of the time before 2007': ['xls', 'xlt', 'xla'],
  'binary Excel files': ['xlsb'],
  'PowerPoint files of the time before 2007': ['ppt', 'pps', 'pot'],
  'Outlook messages': ['msg', 'oft', 'pst', 'ost'],
  'OneNote files': ['one', 'onetoc2', 'onepkg'],
  'Visio drawings': ['vsd', 'vsdx', 'vsdm'],
  'Publisher files': ['pub'],
  'Project files': ['mpp'],
  'Access databases': ['mdb', 'accdb'],
  'Apple’s office files': ['pages', 'numbers', 'key'],
  'XPS files': ['xps', 'oxps'],
  'e-books of this kind': ['mobi', 'azw', 'azw3', 'djvu'],
  archives: ['zip', '7z', 'rar', 'tar', 'gz', 'tgz', 'bz2', 'xz', 'cab'],
};

const UNREAD_MEDIA_TYPES: Record<string, string> = {
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-excel.sheet.binary.macroenabled.12': 'xlsb',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.ms-outlook': 'msg',
  'application/onenote': 'one',
  'application/vnd.visio': 'vsd',
  'application/vnd.ms-project': 'mpp',
  'application/zip': 'zip',
  'application/x-zip-compressed': 'zip',
  'application/x-7z-compressed': '7z',
  'application/vnd.rar': 'rar',
};

/** No words to be found in them. */
const WORDLESS = new Set([
  ...['png', 'jpg', 'jpeg', 'gif', 'bmp', 'tif', 'tiff', 'webp', 'svg', 'ico', 'heic', 'avif'],
  ...['emf', 'wmf', 'eps', 'psd', 'ai', 'raw', 'drawio', 'mp3', 'wav', 'ogg', 'm4a', 'flac', 'aac'],
  ...['mp4', 'm4v', 'mov', 'avi', 'mkv', 'webm', 'wmv', 'mpg', 'mpeg', 'ttf', 'otf', 'woff'],
  ...['woff2', 'exe', 'dll', 'so', 'msi', 'iso', 'dmg', 'jar', 'class', 'bin', 'apk', 'tmp'],
]);
const WORDLESS_MEDIA = ['image/', 'audio/', 'video/', 'font/'];

const KINDS = new Map<string, FileKind>(
  Object.entries(ENDINGS).flatMap(([kind, endings]) =>
    endings.map((ending): [string, FileKind] => [ending, kind as FileKind]),
  ),
);
export const READ_ENDINGS: readonly string[] = [...KINDS.keys()];
const UNREAD_BY_ENDING = new Map(
  Object.entries(UNREAD).flatMap(([what, endings]) =>
    endings.map((ending): [string, string] => [ending, what]),
  ),
);

export const UNREAD_ENDINGS: readonly string[] = [...UNREAD_BY_ENDING.keys()];

/** What is known of a file before its content. */
export type FileLabel = { name: string; mediaType?: string | null | undefined };

export type FileUse =
  /** `language` is the ending, for a block of code. */
  | { use: 'read'; kind: FileKind; language: string }
  /** It may hold words, so it has to be told that they are not read. */
  | { use: 'list'; reason: string }
  /** Pictures, sound, programs: nothing to be found in them. */
  | { use: 'pass' };

/**
 * What becomes of a file: by the ending of its name, and by its media type where the name says
 * nothing. Never throws.
 */
export function useOf({ name, mediaType }: FileLabel): FileUse {
  const ending = endingOf(name);
  const type = (mediaType ?? '').slice(0, 200).split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const kind = KINDS.get(ending);
  if (kind !== undefined) return { use: 'read', kind, language: ending };
  const unread = UNREAD_BY_ENDING.get(ending);
  if (unread !== undefined) return cannotBeRead(unread);
  if (WORDLESS.has(ending)) return { use: 'pass' };
  const byType = MEDIA_TYPES[type] ?? kindOfText(type);
  if (byType !== undefined) return { use: 'read', kind: byType, language: '' };
  const unreadType = UNREAD_BY_ENDING.get(UNREAD_MEDIA_TYPES[type] ?? '');
  if (unreadType !== undefined) return cannotBeRead(unreadType);
  if (WORDLESS_MEDIA.some((start) => type.startsWith(start))) return { use: 'pass' };
  return cannotBeRead(ending ? `files of the kind “${ending}”` : 'files of an unknown kind');
}

/** Any other text: that of programs is kept with its blanks. */
function kindOfText(mediaType: string): FileKind | undefined {
  if (!mediaType.startsWith('text/')) return undefined;
  return /^text\/(?:x-|css|.{0,20}script)/.test(mediaType) ? 'code' : 'text';
}

function cannotBeRead(what: string): FileUse {
  return { use: 'list', reason: `It cannot be read, because ${what} are not supported.` };
}

/** Ending of a file name in lower case, without the dot; empty when there is none. */
export function endingOf(name: string): string {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const isEnding = name.includes('.') && ending.length <= 12 && isPlain(ending);
  return isEnding ? ending : '';
}

function isPlain(text: string): boolean {
  return text !== '' && [...text].every((sign) => (sign >= 'a' && sign <= 'z') || isDigit(sign));
}

function isDigit(sign: string): boolean {
  return sign >= '0' && sign <= '9';
}
