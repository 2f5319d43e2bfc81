import { Skeleton } from '@tessera/ui'

const WIDTHS = [62, 48, 70, 55, 64, 44, 58, 68, 50, 60]

/** Rows of the list's own height, so that nothing moves when the tickets come. */
export function ListSkeleton() {
  return (
    <div aria-hidden="true" className="overflow-hidden">
      {WIDTHS.map((width, index) => (
        <div key={index} className="flex h-(--row-height) items-center gap-3 border-b border-line ps-5 pe-4">
          <Skeleton className="size-4 shrink-0 rounded-full" />
          <div className="flex flex-1 flex-col gap-2">
            <div style={{ width: `${width}%` }}>
              <Skeleton className="h-3" />
            </div>
            <div style={{ width: `${width + 18}%` }} className="compact:hidden">
              <Skeleton className="h-2.5" />
            </div>
          </div>
        </div>
      ))}
    </div>
  )
}
