/** Small writers of Confluence's storage format, as its editor produces it. */

export type Row = readonly string[];

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

export const heading = (text: string, level = 2) => `<h${level}>${escapeXml(text)}</h${level}>`;

/** A paragraph; `html` may hold marks and links. */
export const paragraph = (html: string) => `<p>${html}</p>`;

export const strong = (text: string) => `<strong>${escapeXml(text)}</strong>`;

export const inlineCode = (text: string) => `<code>${escapeXml(text)}</code>`;

export const bullets = (items: readonly string[]) =>
  `<ul>${items.map((item) => `<li><p>${item}</p></li>`).join('')}</ul>`;

export const steps = (items: readonly string[]) =>
  `<ol start="1">${items.map((item) => `<li><p>${item}</p></li>`).join('')}</ol>`;

export const nestedBullets = (groups: readonly (readonly [string, readonly string[]])[]) =>
  `<ul>${groups.map(([title, items]) => `<li><p>${title}</p>${bullets(items)}</li>`).join('')}</ul>`;

export const table = (header: Row, rows: readonly Row[]) =>
  `<table data-layout="default"><tbody><tr>${header
    .map((cell) => `<th><p>${cell}</p></th>`)
    .join('')}</tr>${rows
    .map((row) => `<tr>${row.map((cell) => `<td><p>${cell}</p></td>`).join('')}</tr>`)
    .join('')}</tbody></table>`;

function macro(name: string, parameters: Record<string, string>, body: string): string {
  const given = Object.entries(parameters)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `<ac:parameter ac:name="${key}">${escapeXml(value)}</ac:parameter>`);
  return `<ac:structured-macro ac:name="${name}" ac:schema-version="1">${given.join('')}${body}</ac:structured-macro>`;
}

export const codeBlock = (language: string, code: string, title = '') =>
  macro(
    'code',
    { language, title },
    `<ac:plain-text-body><![CDATA[${code.replaceAll(']]>', ']]]]><![CDATA[>')}]]></ac:plain-text-body>`,
  );

export const panel = (
  kind: 'info' | 'note' | 'warning' | 'tip' | 'panel',
  html: string,
  title = '',
) => macro(kind, { title }, `<ac:rich-text-body><p>${html}</p></ac:rich-text-body>`);

export const expand = (title: string, html: string) =>
  macro('expand', { title }, `<ac:rich-text-body>${html}</ac:rich-text-body>`);

export const status = (title: string, colour: string) => macro('status', { title, colour }, '');

export const tableOfContents = () => macro('toc', { maxLevel: '3' }, '');

/** A macro of some add-on that nobody knows. */
export const unknownMacro = (html: string) =>
  macro('acme-decision-box', { mode: 'wide' }, `<ac:rich-text-body>${html}</ac:rich-text-body>`);

export const includePage = (title: string) =>
  macro(
    'include',
    {},
    `<ac:parameter ac:name=""><ac:link><ri:page ri:content-title="${escapeXml(title)}" /></ac:link></ac:parameter>`,
  );

export const tasks = (items: readonly { text: string; isDone: boolean }[]) =>
  `<ac:task-list>${items
    .map(
      ({ text, isDone }, index) =>
        `<ac:task><ac:task-id>${index + 1}</ac:task-id><ac:task-status>${isDone ? 'complete' : 'incomplete'}</ac:task-status><ac:task-body><span class="placeholder-inline-tasks">${text}</span></ac:task-body></ac:task>`,
    )
    .join('')}</ac:task-list>`;

export const mention = (accountId: string) =>
  `<ac:link><ri:user ri:account-id="${accountId}" /></ac:link>`;

export const pageLink = (title: string, spaceKey = '', text = '') =>
  `<ac:link><ri:page ${spaceKey ? `ri:space-key="${spaceKey}" ` : ''}ri:content-title="${escapeXml(title)}" />${
    text ? `<ac:plain-text-link-body><![CDATA[${text}]]></ac:plain-text-link-body>` : ''
  }</ac:link>`;

export const fileLink = (fileName: string) =>
  `<ac:link><ri:attachment ri:filename="${escapeXml(fileName)}" /></ac:link>`;

export const image = (fileName: string, alt = '') =>
  `<ac:image ac:align="center" ac:layout="center"${alt ? ` ac:alt="${escapeXml(alt)}"` : ''}><ri:attachment ri:filename="${escapeXml(fileName)}" /></ac:image>`;

export const emoticon = (name: string) => `<ac:emoticon ac:name="${name}" />`;

export const date = (iso: string) => `<time datetime="${iso}" />`;

export const twoColumns = (left: string, right: string) =>
  `<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell>${left}</ac:layout-cell><ac:layout-cell>${right}</ac:layout-cell></ac:layout-section></ac:layout>`;
