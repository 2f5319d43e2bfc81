import { Skeleton } from '@tessera/ui'

/** A conversation's outline: two messages, as most have at first. */
export function ConversationSkeleton() {
  return (
    <div aria-hidden="true" className="min-h-0 flex-1 overflow-hidden">
      <div className="mx-auto flex max-w-[calc(var(--measure)+44px)] flex-col gap-8 px-4 py-6 md:px-6">
        {[3, 2].map((lines) => (
          <div key={lines} className="grid grid-cols-[32px_minmax(0,1fr)] gap-x-3">
            <Skeleton className="size-8 rounded-tile" />
            <div className="flex flex-col gap-2.5 pt-1">
              <Skeleton className="mb-1 h-3 w-40" />
              {Array.from({ length: lines }, (_, line) => (
                <div key={line} style={{ width: `${92 - line * 17}%` }}>
                  <Skeleton className="h-3" />
                </div>
              ))}
            </div>
          </div>
        ))}
      </div>
    </div>
  )
}
