import { AccountMenu } from './account-menu.tsx';
import { LiveDot } from './live-dot.tsx';

/**
 * Organization and live state above the page, on phones. Where the window is low, as at 400 % or on a phone
 * held sideways, it moves away with the page: with the navigation it would cover half of it.
 */
export function TopBar() {
  return (
    <header className="sticky top-0 z-30 flex items-center gap-3 border-b border-line bg-sunken/95 px-3 py-2 backdrop-blur md:hidden [@media(max-height:430px)]:static">
      <div className="min-w-0 flex-1">
        <AccountMenu />
      </div>
      <LiveDot />
    </header>
  );
}
