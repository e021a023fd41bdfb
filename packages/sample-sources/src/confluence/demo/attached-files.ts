import { docx, pptx, xlsx } from '../../files/office-files.ts';
import { pdf } from '../../files/pdf-file.ts';
import type { SampleContent } from '../site.ts';

const OFFICE = 'application/vnd.openxmlformats-officedocument';

const FILES: readonly { page: string; name: string; mediaType: string; bytes: Uint8Array }[] = [
  {
    page: 'Gyokuro',
    name: 'Tasting sheet Gyokuro.xlsx',
    mediaType: `${OFFICE}.spreadsheetml.sheet`,
    bytes: xlsx([
      {
        name: 'Tasting',
        rows: [
          ['Taster', 'Aroma', 'Score'],
          ['Ana', 'steamed spinach', 91],
          ['Kenji', 'marine', 94],
        ],
      },
    ]),
  },
  {
    page: 'Gyokuro',
    name: 'Leaves.png',
    mediaType: 'image/png',
    bytes: Buffer.from('89504e470d0a1a0a', 'hex'),
  },
  {
    page: 'Keemun',
    name: 'Letter from the garden.docx',
    mediaType: `${OFFICE}.wordprocessingml.document`,
    bytes: docx([
      { heading: 'Letter from the garden', level: 1 },
      { text: 'The spring harvest in Qimen was small and very good.' },
    ]),
  },
  {
    page: 'List of contacts for incidents',
    name: 'Emergency card.pdf',
    mediaType: 'application/pdf',
    bytes: pdf([['Emergency card', 'Call the duty phone first, then the duty lead.']]),
  },
  {
    page: 'Our teas',
    name: 'Range for next year.pptx',
    mediaType: `${OFFICE}.presentationml.presentation`,
    bytes: pptx([{ title: 'Range for next year', lines: ['Two new oolongs', 'No more flavours'] }]),
  },
  {
    page: 'Our teas',
    name: 'Prices.csv',
    mediaType: 'text/csv',
    bytes: Buffer.from('Tea,Price\nGyokuro,24.50\nKeemun,9.80\n'),
  },
];

/** Files attached to some pages of the demo, one of them a picture that holds no text. */
export function attachedFiles(content: readonly SampleContent[]): SampleContent[] {
  return FILES.map(({ page, name, mediaType, bytes }, index) => {
    const item = content.find(({ title }) => title === page);
    if (!item) throw new Error(`The demo has no page “${page}”`);
    return {
      id: `att${9_100_000 + index}`,
      type: 'attachment',
      status: 'current',
      title: name,
      spaceId: item.spaceId,
      parentId: item.id,
      author: item.author,
      createdAt: item.createdAt,
      version: { number: 1, createdAt: item.version.createdAt, author: item.author },
      labels: [],
      body: '',
      readers: null,
      file: { mediaType, bytes },
    };
  });
}
