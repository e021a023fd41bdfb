import { demoSite, type SampleContent, type SampleSite } from '@rita/sample-sources';

/** Small, and with some of everything that a driver meets. */
export function smallSite(): SampleSite {
  const { content, ...rest } = demoSite();
  const { spaces } = rest;
  const idOf = (key: string) => spaces.find((space) => space.key === key)?.id;
  const [tea, fin] = [idOf('TEA'), idOf('FIN')];
  const titles = ['Home', 'Our teas', 'Gyokuro', 'Keemun', 'Genmaicha', 'Long Jing'];
  const pages = content.filter(
    ({ spaceId, title, type }) =>
      type === 'page' &&
      ((spaceId === fin && title === 'Home') || (spaceId === tea && titles.includes(title))),
  );
  const [post] = content.filter(({ type }) => type === 'blogpost');
  const ids = new Set(pages.map(({ id }) => id));
  const files = content.filter(
    ({ type, parentId }) => type === 'attachment' && ids.has(parentId ?? ''),
  );
  const site = {
    ...rest,
    content: structuredClone([
      ...pages,
      ...(post ? [{ ...post, spaceId: tea ?? '' }] : []),
      ...files,
    ]),
  };
  enrich(site);
  return site;
}

/** Readers on three levels, a folder between two pages, an included page and a mention. */
function enrich(site: SampleSite): void {
  // Converting them is not what is proven with this site.
  for (const item of site.content) if (item.type !== 'attachment') item.body = '<p>Tea.</p>';
  const find = (title: string): SampleContent => {
    const item = site.content.find((it) => it.title === title && it.type !== 'attachment');
    if (!item) throw new Error(`no page ${title}`);
    return item;
  };
  const [teas, gyokuro, keemun] = [find('Our teas'), find('Gyokuro'), find('Keemun')];
  const [reader] = site.users;
  teas.readers = { users: reader ? [reader] : [], groups: ['buyers', 'tasters'] };
  gyokuro.readers = { users: [], groups: ['tasters'] };
  site.content.push({
    ...structuredClone(teas),
    id: '7700001',
    type: 'folder',
    title: 'Black teas',
    parentId: teas.id,
    readers: null,
  });
  keemun.parentId = '7700001';
  find('Long Jing').parentId = gyokuro.id;
  find('Genmaicha').body +=
    `<p><ac:link><ri:user ri:account-id="${reader?.accountId}"/></ac:link></p><ac:structured-macro ac:name="include"><ac:parameter ac:name=""><ac:link><ri:page ri:content-title="Gyokuro"/></ac:link></ac:parameter></ac:structured-macro>`;
}

/** As `smallSite`, with so many of everything that each list has three pages of three or more. */
export function siteOfLongLists(): SampleSite {
  const site = smallSite();
  for (const model of [...site.content]) {
    const isModel = ['Gyokuro', 'We ship to Norway', 'Tasting sheet Gyokuro.xlsx'];
    if (!isModel.includes(model.title)) continue;
    for (let index = 1; index <= 7; index += 1) {
      const id = model.id.replace(/\d+/, (digits) => String(Number(digits) + 5_000_000 + index));
      const title = `${index} ${model.title}`;
      site.content.push({ ...structuredClone(model), id, title, labels: ['lot'], readers: null });
    }
  }
  for (const item of site.content) {
    if (!item.file) continue;
    item.file = { mediaType: 'text/csv', bytes: Buffer.from('Tea,Price\n') };
    item.title = `${item.title}.csv`;
  }
  return site;
}
