export declare const USUALLY: Record<
  'install' | 'fetchNode' | 'prepareDatabase' | 'buildClient' | 'start',
  number
>;
export declare function tellProgress(
  what: string,
  seconds: number,
  say?: (text: string) => void,
): () => void;
