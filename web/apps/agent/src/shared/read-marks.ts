import { type Client, statusOf } from '@tessera/api'
import { useConnection } from '@/shared/live/connection'
import { type Marks, heardOf, hearMarks, settleMarks, unsentKey, unsentOf, useUnread } from './unread'

/** Who goes from ticket to ticket says it all at once. */
const PAUSE_MS = 2_000
const AT_ONCE = 1_000

/**
 * Keeps what was read here and elsewhere the same, until the returned function is called. Marks are kept here until the
 * server has them; it is asked for those of other browsers when somebody comes back to this one.
 */
export function keepReadMarks(api: Client, agent: string): () => void {
  // Each window's own: what another one has heard, this one has not.
  let cursor = heardOf(agent)?.cursor ?? null
  let heard = false
  let busy = false
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined

  async function exchange(ask: boolean) {
    if (busy || stopped) return
    busy = true
    try {
      if (ask || !heard) await hear()
      await send()
    } catch {
      // Tried again with the next occasion: until then they are kept here.
    } finally {
      busy = false
    }
  }
  async function hear() {
    const { marks, cursor: next } = await api.readMarks(cursor)
    if (stopped) return
    cursor = next
    heard = true
    hearMarks(Object.fromEntries(Object.entries(marks).map(([id, upTo]) => [id, upTo ?? ''])), cursor)
  }
  async function send() {
    clearTimeout(timer)
    for (let some = waiting(); some.length > 0 && !stopped; some = waiting()) {
      await post(some)
      if (!stopped) settleMarks(Object.fromEntries(some), cursor)
    }
  }
  const waiting = () => Object.entries(unsentOf(agent)).slice(0, AT_ONCE)
  async function post(some: [string, string][]) {
    try {
      await api.markTickets(Object.fromEntries(some.map(([id, upTo]) => [id, upTo || null])))
    } catch (error) {
      // What is wrong with them does not pass with time, and they are nobody's work.
      if (statusOf(error) !== 422) throw error
    }
  }

  const whenMarked = useUnread.subscribe(({ marked }, before) => {
    if (marked === before.marked) return
    clearTimeout(timer)
    timer = setTimeout(() => void exchange(false), PAUSE_MS)
  })
  const whenLive = useConnection.subscribe(({ state }, before) => {
    if (state === 'live' && before.state !== 'live') void exchange(true)
  })
  const looked = () => void exchange(document.visibilityState === 'visible')
  const byOtherWindow = ({ key, newValue }: StorageEvent) => {
    if (key !== unsentKey(agent) || !newValue) return
    useUnread.setState(({ seen }) => ({ seen: { ...seen, ...(JSON.parse(newValue) as Marks) } }))
  }
  addEventListener('focus', looked)
  document.addEventListener('visibilitychange', looked)
  addEventListener('storage', byOtherWindow)
  void exchange(true)

  return () => {
    stopped = true
    clearTimeout(timer)
    whenMarked()
    whenLive()
    removeEventListener('focus', looked)
    document.removeEventListener('visibilitychange', looked)
    removeEventListener('storage', byOtherWindow)
  }
}
