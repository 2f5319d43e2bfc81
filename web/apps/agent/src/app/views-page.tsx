import { Mark } from '@tessera/ui'
import { Navigate } from '@tanstack/react-router'
import { PHONE, useMedia } from '@/shared/media'
import { useMayWrite, useMe } from '@/shared/tickets/queries'
import { HOME_VIEW } from '@/shared/tickets/views'
import { Nav } from './shell/nav'
import { Jobs } from './shell/sidebar'
import { UserMenu } from './shell/user-menu'

/** On a phone, the sidebar is a screen of its own. */
export function ViewsPage() {
  const me = useMe()
  const mayWrite = useMayWrite()
  const phone = useMedia(PHONE)
  if (!phone) return <Navigate to="/views/$view" params={{ view: HOME_VIEW }} replace />
  return (
    <main className="flex min-w-0 flex-1 flex-col bg-side">
      <div className="flex h-(--bar-height) shrink-0 items-center gap-2.5 px-4">
        <Mark />
        <h1 className="text-md font-semibold text-strong">{me.organization.name}</h1>
      </div>
      <Nav />
      {mayWrite && <Jobs />}
      <UserMenu />
    </main>
  )
}
