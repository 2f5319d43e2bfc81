import '@/shared/i18n/jobs'
import { type TicketSummary, newId } from '@tessera/api'
import { useMemo } from 'react'
import { t } from '@/shared/i18n'
import { say } from '@/shared/i18n/said'
import { registry } from '@/shared/hotkeys'
import { type TicketChange, shownAs } from '@/shared/tickets/changes'
import { remember, underWay } from '@/shared/tickets/history'
import { useDesk } from '@/shared/tickets/use-desk'
import { useDescribe } from '@/shared/tickets/use-describe'
import { useExplain } from '@/shared/tickets/use-explain'
import { useUndo } from '@/shared/tickets/use-undo'
import { showToast } from '@/shared/toasts'
import { type BulkAction, HELD_SECONDS, type MacroWords, type Target, carryOutBulk } from './bulk'

type Shown = (ticket: TicketSummary) => Partial<TicketSummary>

/** The things one can do to many tickets at once. Each shows at once, says so, and can be undone. */
export function useBulk(target: Target) {
  const desk = useDesk()
  const describe = useDescribe()
  const explain = useExplain()
  const { offer } = useUndo()

  return useMemo(() => {
    const details = { label: t('bulk.details'), run: () => void registry.run('jobs') }

    const carryOut = (...wanted: Parameters<typeof doAll>) => void underWay(doAll(...wanted))

    async function doAll(text: string, action: BulkAction, shown: Shown, what = target): Promise<void> {
      const count = what.tickets.length
      const outcome = await carryOutBulk(desk, what, action, shown)
      if (outcome.kind === 'failed') return explain(outcome, () => carryOut(text, action, shown, what))
      if (outcome.kind === 'begun') return showToast({ text: t('bulk.begun'), detail: text, action: details })
      const { left, back, job } = outcome
      const id = newId()
      if (back) remember({ id, text, back })
      if (left.length > 0) {
        const detail = await say(left[0]?.reason ?? '')
        return showToast({
          tone: 'danger',
          text: t('bulk.left', { left: left.length, count }),
          detail,
          action: details,
        })
      }
      if (back && isHeld(action)) offer(text, id, t('bulk.repliesWait', { count: job.done }), HELD_SECONDS * 1000)
      else if (back) offer(text, id, t('bulk.tickets', { count: job.done }))
      else showToast({ text, detail: t('bulk.nothingChanged') })
    }
    return {
      change: (wish: TicketChange, what = target) =>
        carryOut(describe(wish), { kind: 'edit', changes: wish }, (ticket) => shownAs(ticket, wish), what),
      remove: () => carryOut(t('bulk.deleted'), { kind: 'delete' }, () => ({ deleted_at: new Date().toISOString() })),
      restore: () => carryOut(t('bulk.restored'), { kind: 'restore' }, () => ({ deleted_at: null })),
      /** The chosen ones, into one of them. */
      merge: (into: TicketSummary) =>
        carryOut(
          t('bulk.merged', { number: into.number }),
          { kind: 'merge', into: into.id },
          () => ({ merged_into: into.id, status: 'closed' }),
          { tickets: target.tickets.filter((ticket) => ticket.id !== into.id) },
        ),
      macro: ({ id, name }: { id: string; name: string }, words: MacroWords) => {
        const held = words === 'reply' ? HELD_SECONDS : null
        const action: BulkAction = { kind: 'macro', macro_id: id, text: words, hold_seconds: held }
        carryOut(t('done.macro', { name }), action, () => ({}))
      },
    }
  }, [desk, describe, explain, offer, target])
}

const isHeld = (action: BulkAction) => action.kind === 'macro' && action.hold_seconds !== null
