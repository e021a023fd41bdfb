import { hostileDocuments } from '@rita/connector/convert/testing/hostile-documents';
import { demoSite, type SampleContent, type SampleSite } from '@rita/sample-sources';

const FIRST_ID = 9_000_000;

/**
 * A Confluence that holds nothing but hostile documents: each markup is the body of a page, each
 * file is attached to a page of its own, and what is meant for other kinds is a page too.
 */
export function hostileSite(): SampleSite {
  const { content, ...site } = demoSite();
  const model = content.find(({ type, readers }) => type === 'page' && readers === null);
  if (!model) throw new Error('the demo has no page to copy');
  const pageOf = (id: number, title: string, body: string): SampleContent => ({
    ...model,
    id: String(id),
    parentId: null,
    title,
    labels: [],
    body,
  });
  return {
    ...site,
    content: hostileDocuments().flatMap(({ what, input }, index) => {
      const id = FIRST_ID + index;
      const { text, bytes, name } = input as { text?: string; bytes?: Uint8Array; name?: string };
      if (name === undefined || bytes === undefined) {
        return [pageOf(id, what, text ?? new TextDecoder().decode(bytes))];
      }
      const page = pageOf(id, what, '<p>See the file.</p>');
      const file = { mediaType: 'application/octet-stream', bytes };
      return [
        page,
        {
          ...page,
          id: `att${id}`,
          type: 'attachment' as const,
          title: name,
          parentId: page.id,
          file,
        },
      ];
    }),
  };
}
