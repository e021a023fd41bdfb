import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach } from 'vitest';

// A page's code is loaded when it is shown, which takes longer than the usual second on a busy machine.
configure({ asyncUtilTimeout: 10_000 });
afterEach(cleanup);
// Files share a page, too: what one leaves in it is not the next one's.
afterAll(() => {
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', '/');
});
