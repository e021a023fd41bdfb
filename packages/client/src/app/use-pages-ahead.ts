import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { loadMenus } from '../components/ui/dropdown-menu.tsx';

/** Rested this long, the page that is shown has what it needs. */
const REST_MS = 2000;

/**
 * Loads the code of all menus and pages when there is nothing else to do: whatever becomes of the server then,
 * they open. Not for those who asked their browser to save data.
 */
export function usePagesAhead(): void {
  const router = useRouter();
  useEffect(() => {
    if (savesData()) return;
    const load = async () => {
      await loadMenus().catch(() => {});
      for (const route of Object.values(router.routesById)) {
        // One that cannot be had now is asked for again when somebody goes there.
        await Promise.resolve(router.loadRouteChunk(route)).catch(() => {});
      }
    };
    const timer = setTimeout(() => void load(), REST_MS);
    return () => clearTimeout(timer);
  }, [router]);
}

function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}
