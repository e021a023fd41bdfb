import { useEffect, useState } from 'react';

/**
 * What a link in a mail carries behind its hash, taken out of the address at once, so that it stays in
 * no history and goes out with no request.
 */
export function useMailLink(): URLSearchParams {
  const [carried] = useState(() => new URLSearchParams(location.hash.slice(1)));
  useEffect(() => history.replaceState(history.state, '', location.pathname), []);
  return carried;
}
