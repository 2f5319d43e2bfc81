import { Button, IconButton, Mark, Tooltip, cn } from '@tessera/ui'
import { PanelLeft, Search, SquarePen } from 'lucide-react'
import { Suspense } from 'react'
import { t } from '@/shared/i18n'
import { keysOf, registry } from '@/shared/hotkeys'
import { useMedia } from '@/shared/media'
import { part } from '@/shared/part'
import { usePreferences } from '@/shared/preferences'
import { later } from '@/shared/settled'
import { useMayWrite, useMe } from '@/shared/tickets/queries'
import { ConnectionNote } from './connection-note'
import { Nav } from './nav'
import { UserMenu } from './user-menu'

const JobsButton = part(
  later(() => import('@/features/jobs/jobs-button').then((module) => ({ default: module.JobsButton }))),
)

const OnlineNow = part(
  later(() => import('@/features/presence/online-now').then((module) => ({ default: module.OnlineNow }))),
)

const NARROW_SCREEN = '(max-width: 1023px)'

export function Sidebar() {
  const me = useMe()
  const mayWrite = useMayWrite()
  const small = useMedia(NARROW_SCREEN)
  const narrow = usePreferences((state) => state.sidebarCollapsed) || small
  return (
    <aside
      aria-label={t('app.name')}
      className={cn(
        'flex shrink-0 flex-col border-e border-line bg-side',
        narrow ? 'w-(--sidebar-collapsed)' : 'w-(--sidebar-width)',
      )}
    >
      <div className={cn('flex h-(--bar-height) items-center gap-2 ps-3.5 pe-2', narrow && 'justify-center px-0')}>
        {narrow ? (
          <Mark />
        ) : (
          <>
            <Mark />
            <span className="flex-1 truncate font-semibold text-strong">{me.organization.name}</span>
            <IconButton
              icon={PanelLeft}
              label={t('command.toggleSidebar')}
              keys={keysOf('toggleSidebar')}
              onClick={() => registry.run('toggleSidebar')}
            />
          </>
        )}
      </div>
      <div className={cn('flex gap-1.5 px-2 pb-3', narrow && 'flex-col items-center gap-1')}>
        {narrow ? (
          <>
            {mayWrite && <CommandIcon command="newTicket" icon={SquarePen} />}
            <CommandIcon command="palette" icon={Search} />
            {!small && <CommandIcon command="toggleSidebar" icon={PanelLeft} />}
          </>
        ) : (
          <>
            {mayWrite && (
              <Tooltip text={t('command.newTicket')} keys={keysOf('newTicket')}>
                <Button className="h-8 flex-1 justify-start px-2.5" onClick={() => registry.run('newTicket')}>
                  <SquarePen size={15} strokeWidth={1.75} aria-hidden="true" className="text-icon" />
                  {t('command.newTicket')}
                </Button>
              </Tooltip>
            )}
            <CommandIcon command="palette" icon={Search} />
          </>
        )}
      </div>
      <Nav narrow={narrow} />
      <ConnectionNote narrow={narrow} />
      <div className="shrink-0 border-t border-line pt-1.5 empty:hidden">
        {mayWrite && <Jobs narrow={narrow} />}
        <Suspense>
          <OnlineNow narrow={narrow} />
        </Suspense>
      </div>
      <UserMenu narrow={narrow} />
    </aside>
  )
}

/** Fetched after everything else; until then there is nothing to see. */
export function Jobs({ narrow = false }: { narrow?: boolean }) {
  return (
    <Suspense>
      <JobsButton narrow={narrow} />
    </Suspense>
  )
}

function CommandIcon({ command, icon }: { command: 'newTicket' | 'palette' | 'toggleSidebar'; icon: typeof Search }) {
  return (
    <IconButton
      icon={icon}
      label={t(`command.${command}`)}
      keys={keysOf(command)}
      onClick={() => registry.run(command)}
    />
  )
}
