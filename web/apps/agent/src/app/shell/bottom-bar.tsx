import { Link, useParams } from '@tanstack/react-router'
import { cn } from '@tessera/ui'
import { Inbox, List, type LucideIcon, Search, SquarePen } from 'lucide-react'
import { Suspense } from 'react'
import { t } from '@/shared/i18n'
import { registry } from '@/shared/hotkeys'
import { part } from '@/shared/part'
import { later } from '@/shared/settled'
import { useMayWrite } from '@/shared/tickets/queries'
import { HOME_VIEW } from '@/shared/tickets/views'
import { Bell } from './bell'

const UnreadCount = part(
  later(() => import('@/features/notices/unread-count').then((module) => ({ default: module.UnreadCount }))),
)

const item =
  'flex h-14 flex-1 flex-col items-center justify-center gap-0.5 text-2xs whitespace-nowrap text-quiet aria-[current=page]:font-medium aria-[current=page]:text-strong'

/** A phone's five places. Within a ticket the answer has the room instead. */
export function BottomBar() {
  const mayWrite = useMayWrite()
  const { view, ticketId } = useParams({ strict: false })
  return (
    <nav
      aria-label={t('nav.main')}
      className={cn(
        'flex shrink-0 border-t border-line bg-side pb-[env(safe-area-inset-bottom)]',
        ticketId && 'hidden',
      )}
    >
      <Link to="/views/$view" params={{ view: view ?? HOME_VIEW }} className={item}>
        <Glyph icon={Inbox} />
        {t('nav.tickets')}
      </Link>
      <Link to="/views" activeOptions={{ exact: true }} className={item}>
        <Glyph icon={List} />
        {t('nav.views')}
      </Link>
      {mayWrite && (
        <button type="button" className={item} onClick={() => registry.run('newTicket')}>
          <Glyph icon={SquarePen} />
          {t('nav.new')}
        </button>
      )}
      <Link to="/notifications" className={cn(item, 'relative')}>
        <span className="relative px-2">
          <Bell size={20} strokeWidth={1.6} />
          <Suspense>
            <UnreadCount narrow />
          </Suspense>
        </span>
        {t('nav.notices')}
      </Link>
      <button type="button" className={item} onClick={() => registry.run('palette')}>
        <Glyph icon={Search} />
        {t('nav.search')}
      </button>
    </nav>
  )
}

function Glyph({ icon: Icon }: { icon: LucideIcon }) {
  return <Icon size={20} strokeWidth={1.6} aria-hidden="true" />
}
