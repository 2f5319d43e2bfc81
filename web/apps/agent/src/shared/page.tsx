import { Button, EmptyState, Skeleton, cn } from '@tessera/ui'
import type { ReactNode } from 'react'
import { createContext, use } from 'react'
import { t } from '@/shared/i18n'
import { useTitle } from '@/shared/title'

/** What stands before a page's title where it is one of several, such as the way back to their list. */
export const BeforeTitle = createContext<ReactNode>(null)

/** `wide`: for what stands in columns of its own. */
type Props = { title: string; text?: string; action?: ReactNode; wide?: boolean; children: ReactNode }

/** The frame of a page without panes: a bar like every pane's, and one readable column. */
export function Page({ title, text, action, wide = false, children }: Props) {
  useTitle(title)
  // However wide the window, the title stands above what it names.
  const width = wide ? 'max-w-7xl' : 'max-w-5xl'
  return (
    <main className="flex min-w-0 flex-1 flex-col">
      <header className="h-(--bar-height) shrink-0 border-b border-line xl:overflow-hidden xl:[scrollbar-gutter:stable]">
        <div className={cn('mx-auto flex h-full items-center justify-between gap-3 ps-5 pe-3', width)}>
          {use(BeforeTitle)}
          <h1 className="min-w-0 flex-1 truncate text-md font-semibold text-strong">{title}</h1>
          {action}
        </div>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto xl:[scrollbar-gutter:stable]">
        <div className={cn('mx-auto px-5 py-5', width)}>
          {text && <p className="mb-4 max-w-(--measure) text-quiet">{text}</p>}
          {children}
        </div>
      </div>
    </main>
  )
}

const WIDTHS = [70, 55, 64, 48]

type RowsProps = { rows?: number; /** Each a tile, a name, and a line about it. */ tiles?: boolean }

/** Where it is known how many rows will come, nothing below them moves when they do. */
export function RowsSkeleton({ rows = WIDTHS.length, tiles = false }: RowsProps) {
  return (
    <div aria-hidden="true" className="flex flex-col border-t border-line">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-14 items-center gap-3 border-b border-line">
          {tiles && <Skeleton className="size-8 shrink-0 rounded-tile" />}
          <div style={{ width: `${WIDTHS[row % WIDTHS.length]}%` }}>
            <Skeleton className={cn('h-3', tiles && 'mb-2 w-1/3')} />
            {tiles && <Skeleton className="h-2.5 w-2/3" />}
          </div>
        </div>
      ))}
    </div>
  )
}

export function LoadFailed({ onRetry }: { onRetry: () => void }) {
  return (
    <EmptyState
      mosaic="broken"
      title={t('admin.failedTitle')}
      action={<Button onClick={onRetry}>{t('action.retry')}</Button>}
    />
  )
}
