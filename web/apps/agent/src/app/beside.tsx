import '@/shared/i18n/pages'
import { useQueryClient } from '@tanstack/react-query'
import { EmptyState, IconButton, Kbd } from '@tessera/ui'
import { useParams } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { Suspense, useEffect, useRef, useState } from 'react'
import { t } from '@/shared/i18n'
import { Place, type PlaceName, keysOf, registry, useCommand } from '@/shared/hotkeys'
import { part } from '@/shared/part'
import { knownTicket } from '@/shared/tickets/cache'
import { toggleUnread } from '@/shared/unread'
import { useBeside } from '@/shared/views/use-beside'

// In one file with the page that shows it alone.
const TicketPane = part(() => import('./ticket-page').then((module) => ({ default: module.TicketPane })))

type Props = { ticketId: string }

/** The ticket that stays open beside the one that one goes on with. What is opened twice shows once. */
export function Beside({ ticketId }: Props) {
  const { ticketId: main } = useParams({ strict: false })
  const { put } = useBeside()
  const frame = useTurns()
  function close() {
    const inside = frame.current?.contains(document.activeElement)
    put(undefined)
    if (inside) turnTo('main')
  }
  useCommand('otherTicket', () => turnTo(registry.turned() === 'main' ? 'beside' : 'main'), main !== ticketId)
  return (
    <section
      ref={frame}
      aria-label={t('beside.label')}
      data-testid="beside"
      // A press anywhere in it says that it is meant.
      tabIndex={-1}
      onFocus={() => registry.turnTo('beside')}
      className="flex min-w-0 flex-1 flex-col border-s border-line outline-none"
    >
      {main === ticketId ? (
        <StaysHere onClose={close} />
      ) : (
        <Place value="beside">
          <Ticket ticketId={ticketId} onClose={close} onGo={put} />
        </Place>
      )}
    </section>
  )
}

type TicketProps = Props & { onClose: () => void; onGo: (id: string) => void }

function Ticket({ ticketId, onClose, onGo }: TicketProps) {
  const client = useQueryClient()
  const [shown, setShown] = useState(false)
  const toggle = () => setShown(!shown)
  const back = () => (shown ? setShown(false) : onClose())
  function toggleItUnread() {
    const ticket = knownTicket(client, ticketId)
    if (ticket) toggleUnread([ticket])
  }
  useCommand('back', back)
  useCommand('beside', onClose)
  useCommand('toggleProperties', toggle)
  useCommand('toggleUnread', toggleItUnread)
  const panes = { full: false, beside: false, shown, toggle, back: onClose, close: onClose }
  return (
    <Suspense>
      <TicketPane ticketId={ticketId} panes={panes} onGo={onGo} />
    </Suspense>
  )
}

/** As long as it is the one that the list is at, it is there already. */
function StaysHere({ onClose }: { onClose: () => void }) {
  return (
    <>
      <header className="flex h-(--bar-height) shrink-0 items-center justify-end border-b border-line pe-2">
        <IconButton icon={X} label={t('beside.close')} keys={keysOf('beside')} onClick={onClose} />
      </header>
      <EmptyState
        mosaic="inbox"
        title={t('beside.stays')}
        text={t('beside.staysText')}
        action={
          <>
            <Kbd keys="j" />
            <Kbd keys="k" />
          </>
        }
      />
    </>
  )
}

/** What floats belongs to the ticket that it was opened from, or to neither. */
const LAYERS = '[role="dialog"], [role="menu"], [role="listbox"]'

/** The keys are for this ticket while the focus is in it or in what was opened from it; else for the other one. */
function useTurns() {
  const frame = useRef<HTMLElement>(null)
  useEffect(() => {
    function focused({ target }: FocusEvent) {
      if (!(target instanceof Element) || target.closest(LAYERS) || frame.current?.contains(target)) return
      registry.turnTo('main')
    }
    document.addEventListener('focusin', focused)
    return () => {
      document.removeEventListener('focusin', focused)
      registry.turnTo('main')
    }
  }, [])
  return frame
}

/** Puts the focus into one of the two tickets, or into the list where none is open in the middle. */
function turnTo(place: PlaceName): void {
  const ticket = document.querySelector<HTMLElement>(`[data-place="${place}"] [data-testid="conversation"]`)
  const row = document.querySelector<HTMLElement>('[data-testid="ticket-row"][tabindex="0"]')
  ;(ticket ?? (place === 'main' ? row : null))?.focus()
}
