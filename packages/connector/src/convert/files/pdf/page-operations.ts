import type { getDocumentProxy } from 'unpdf';

type Document = Awaited<ReturnType<typeof getDocumentProxy>>;
export type Page = Awaited<ReturnType<Document['getPage']>>;

/** What a page does, one after another: `codes` are those of pdf.js (`OPS`). */
export type Operations = { codes: readonly number[]; values: readonly unknown[] };

/** Plans and plots draw more than this, and no table does. */
const MOST = 40_000;

type Pieces = { fnArray: number[]; argsArray: unknown[]; lastChunk: boolean };
type Inner = {
  _renderPageChunk?: (pieces: Pieces, state: object) => void;
  _abortOperatorList?: (of: { intentState: object; reason: Error; force: boolean }) => void;
};

/**
 * What a page draws; undefined for one that draws more than any table needs. pdf.js keeps all of it
 * until its end, which for the plan of a town is more than a thread may hold, and has no limit of
 * its own: so its pieces are counted as they come, where it takes them in.
 */
export async function operationsOf(page: Page): Promise<Operations | undefined> {
  const inner = page as unknown as Inner;
  const { _renderPageChunk: take, _abortOperatorList: abort } = inner;
  if (!take || !abort) return undefined;
  return new Promise((resolve, reject) => {
    let count = 0;
    inner._renderPageChunk = (pieces, state) => {
      count += pieces.fnArray.length;
      if (count <= MOST) take.call(page, pieces, state);
      else {
        abort.call(page, { intentState: state, reason: new Error('too much'), force: true });
        resolve(undefined);
      }
    };
    page
      .getOperatorList({ annotationMode: 0 })
      .then(({ fnArray, argsArray }) => ({ codes: fnArray, values: argsArray }))
      .then(resolve, reject);
  });
}
