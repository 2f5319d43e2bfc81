import '@/shared/i18n/views'
import type { View } from '@tessera/api'
import { Avatar, EmptyAvatar, Tag, cn } from '@tessera/ui'
import { type ReactNode, useEffect, useEffectEvent } from 'react'
import { createPortal } from 'react-dom'
import { t } from '@/shared/i18n'
import { useTags } from '@/shared/catalogue/queries'
import { askedBy } from '@/shared/saved-views/asked'
import { useSavedViews } from '@/shared/saved-views/queries'
import type { TicketChange } from '@/shared/tickets/changes'
import { useDragging, useTicketDrop } from '@/shared/tickets/dragging'
import { mayHaveTickets } from '@/shared/tickets/assignees'
import { useAgents, useMe } from '@/shared/tickets/queries'
import { useSeenTags } from '@/shared/tickets/tags'
import { useMove } from '@/shared/tickets/use-move'
import { filterOf, savedOf } from '@/shared/tickets/views'
import type { FilterGroup } from '@/shared/views/filter'
import { useFields } from '@/shared/catalogue/queries'
import { wishOfFilter } from '@/shared/views/wish'
import { showToast } from '@/shared/toasts'

/** While tickets are dragged: the agents and tags that they can be let go on. What is let go over a view is done here too. */
export function DragLayer() {
  const dragging = useDragging((state) => state.ids.length > 0)
  useDropsOnViews()
  return dragging ? createPortal(<Tray />, document.body) : null
}

function Tray() {
  useEndUnheard()
  const me = useMe()
  const others = useAgents().filter((agent) => mayHaveTickets(agent) && agent.id !== me.id)
  const { inOrder, names, colourOf } = useTags()
  // The most used first, then those that no ticket has yet: all of them can be reached.
  const tags = inOrder([...useSeenTags(), ...names])
  const nobody = <EmptyAvatar size={20} />
  return (
    <div
      data-testid="drag-tray"
      className="fixed inset-x-0 bottom-4 z-40 mx-auto flex w-fit max-w-[min(52rem,calc(100vw-2rem))] flex-col gap-2 rounded-surface border border-line bg-canvas p-2.5 shadow-float"
    >
      <Row label={t('drag.assign')}>
        {[me, ...others].map(({ id, name }) => (
          <Target key={id} wish={{ assignee_id: id }}>
            <Avatar name={name} size={20} title={false} />
            <bdi className="max-w-28 truncate">{name}</bdi>
          </Target>
        ))}
        <Target wish={{ assignee_id: null }}>
          {nobody}
          {t('list.unassigned')}
        </Target>
      </Row>
      {tags.length > 0 && (
        <Row label={t('drag.tag')}>
          {tags.map((tag) => (
            <Target key={tag} wish={{ add_tags: [tag] }}>
              <Tag name={tag} colour={colourOf(tag)} />
            </Target>
          ))}
        </Row>
      )}
    </div>
  )
}

/** A row that scrolled away does not tell that its drag has ended; but a pointer moves only when nothing is dragged. */
function useEndUnheard() {
  useEffect(() => {
    const end = () => useDragging.setState({ ids: [] })
    addEventListener('pointermove', end)
    return () => removeEventListener('pointermove', end)
  }, [])
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-start gap-2">
      <span className="w-14 shrink-0 leading-8 text-2xs text-quiet">{label}</span>
      {/* A browser scrolls it by itself while something is held at its edge. */}
      <span className="flex max-h-[30vh] flex-wrap gap-1 overflow-y-auto overscroll-contain">{children}</span>
    </div>
  )
}

function Target({ wish, children }: { wish: TicketChange; children: ReactNode }) {
  const move = useMove()
  const { over, target } = useTicketDrop((ids) => move(ids, wish))
  return (
    <span
      {...target}
      className={cn(
        'flex h-8 items-center gap-1.5 rounded-control border px-1.5 text-xs text-strong',
        over ? 'border-accent bg-accent-soft' : 'border-line',
      )}
    >
      {children}
    </span>
  )
}

/** A ticket that is let go over a view becomes what the view asks for. */
function useDropsOnViews() {
  const dropped = useDragging((state) => state.dropped)
  const me = useMe().id
  const saved = useSavedViews()
  const own = useFields()
  const move = useMove()
  const carryOut = useEffectEvent((ids: readonly string[], view: string) => {
    const filter = filterOfView(view, saved)
    const wish = filter && wishOfFilter(filter, me, own)
    if (wish) move(ids, wish)
    else showToast({ text: t('drag.nothing'), detail: t('drag.nothingDetail') })
  })
  useEffect(() => {
    if (!dropped) return
    useDragging.setState({ dropped: null })
    carryOut(dropped.ids, dropped.view)
  }, [dropped])
}

function filterOfView(name: string, saved: readonly View[]): FilterGroup | undefined {
  const id = savedOf(name)
  const view = saved.find((each) => each.id === id)
  const within = filterOf(name)
  if (id) return view?.filter
  return within ? askedBy(within, {}).filter : undefined
}
