import { ApiProblem, type Message } from '@tessera/api'
import { useEffect } from 'react'
import { t, LOCALE } from '@/shared/i18n'
import { formatWhen } from '@/shared/time/format'
import { showToast } from '@/shared/toasts'
import { keys } from '@/shared/tickets/cache'
import { useDesk } from '@/shared/tickets/use-desk'
import { useUndo } from '@/shared/tickets/use-undo'
import { SCHEDULED, putOffReply, sendNow, takeBackReply } from './waiting'

/** A look at the server this long after a reply's time: by then it is on its way. */
const GRACE_MS = 2500
const LONGEST_TIMER_MS = 24 * 3_600_000

type Told = Pick<Parameters<typeof showToast>[0], 'detail' | 'action'>

/** What can be done about a reply that waits. */
export function useWaiting(ticketId: string, message: Message) {
  const desk = useDesk()
  const { client } = desk
  const { tell } = useUndo()

  useEffect(() => {
    if (message.delivery === 'unsent') return
    const left = new Date(message.send_at ?? 0).getTime() - Date.now()
    if (left > LONGEST_TIMER_MS) return
    const look = () => {
      void client.invalidateQueries({ queryKey: keys.ticket(ticketId) })
      void client.invalidateQueries({ queryKey: SCHEDULED })
    }
    const timer = setTimeout(look, Math.max(0, left) + GRACE_MS)
    return () => clearTimeout(timer)
  }, [client, ticketId, message.id, message.send_at, message.delivery])

  async function act(work: Promise<void>, told: Parameters<typeof showToast>[0]): Promise<void> {
    try {
      await work
      showToast(told)
    } catch (error) {
      const detail = error instanceof ApiProblem ? error.problem.detail : t('error.unreachableChange')
      showToast({ tone: 'danger', text: t('error.notChanged'), detail })
      void client.invalidateQueries({ queryKey: keys.ticket(ticketId) })
    }
  }
  async function putOff(at: string): Promise<void> {
    const outcome = await putOffReply(desk, ticketId, message, at)
    tell(t('waiting.willSend', { when: formatWhen(at, Date.now(), LOCALE) }), outcome, () => void putOff(at))
    if (outcome.kind !== 'done') void client.invalidateQueries({ queryKey: keys.ticket(ticketId) })
  }
  return {
    /** `told`: what is said of it besides, away from its ticket. */
    takeBack: (told?: Told) =>
      void act(takeBackReply(desk, ticketId, message.id), { text: t('waiting.takenBack'), ...told }),
    putOff: (at: string) => void putOff(at),
    sendNow: () => void act(sendNow(desk, ticketId, message.id), { text: t('waiting.sending') }),
  }
}
