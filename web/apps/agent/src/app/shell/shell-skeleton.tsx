import { Skeleton } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { ListSkeleton } from '@/features/inbox/list-skeleton'

/** The shell's outline while the agent's record is fetched for the first time. */
export function ShellSkeleton() {
  return (
    <main aria-busy="true" className="flex h-full bg-canvas">
      <h1 className="sr-only">{t('app.name')}</h1>
      <div className="hidden w-(--sidebar-width) flex-col gap-3 border-e border-line bg-side p-4 lg:flex">
        {[64, 120, 90, 104, 80, 96, 72].map((width) => (
          <div key={width} style={{ width }}>
            <Skeleton className="h-3.5" />
          </div>
        ))}
      </div>
      <div className="flex w-full flex-col border-line md:w-94 md:border-e">
        <div className="h-(--bar-height) shrink-0 border-b border-line" />
        <ListSkeleton />
      </div>
    </main>
  )
}
