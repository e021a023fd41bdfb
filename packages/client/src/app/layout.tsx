import { Outlet } from '@tanstack/react-router';
export function Layout() {
  return (
    <main id="content" className="p-6">
      <Outlet />
    </main>
  );
}
