/** What a page holds and says of itself. */
export type ReadPage = {
  title: string;
  body: string;
  author: string | null;
  createdAt: Date | null;
  updatedAt: Date | null;
};
