import type { AnyRouter } from '@tanstack/react-router';

/** Takes away what `index.html` shows for the frame of the app, as soon as a page has been drawn. */
export function replaceBeforeFrame(router: AnyRouter): void {
  const stop = router.subscribe('onRendered', () => {
    stop();
    document.getElementById('before-frame')?.remove();
  });
}
