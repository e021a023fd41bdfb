import type { OdfControls } from './odf-controls.ts';
import type { Hidden } from './odf-hidden.ts';
import type { OdfObjects } from './odf-objects.ts';
import type { OdfStyles } from './odf-styles.ts';

/** What a document has beside its body. */
export type OdfContext = {
  styles: OdfStyles;
  objects: OdfObjects;
  controls: OdfControls;
  hidden: Hidden;
};
