import { type DraftContent, type ServerDraft, Unreachable, statusOf } from '@tessera/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { t } from '@/shared/i18n'
import { useServices } from '@/shared/services'
import type { Desk } from '@/shared/tickets/changes'
import { useDesk } from '@/shared/tickets/use-desk'
import { showToast } from '@/shared/toasts'
import { lineOf, peopleIn } from './addresses'
import { changeDraft, currentDraft } from './draft-store'
import { type Carried, type Draft, type Paper, NO_TEXT, PAPERS, USUAL, isBegun, readDraft } from './drafts'
import { type Unsaved, allUnsaved, markUnsaved, unmarkUnsaved, unsavedOf } from './unsaved'

export const DRAFTS = ['drafts']
const PAUSE_MS = 1500
const TRY_AGAIN_MS = 15_000

/** The state of each ticket's draft that the server has, by the time it was written or saved. */
const known = new Map<string, string>()
/** When what the server has of each ticket's draft was saved, by its own clock; missing where that cannot be told. */
const onServer = new Map<string, string>()
/** Drafts that were written elsewhere and are not here yet. */
const awaited = new Set<string>()
const keyOf = (desk: Desk, ticketId: string) => `${desk.me}.${ticketId}`

export function useDraftList() {
  const { api } = useServices()
  return useQuery({ queryKey: DRAFTS, queryFn: async () => (await api.drafts()).items, staleTime: 30_000 })
}

/** Keeps a ticket's draft on the server too: saved when one pauses, and taken over when it was written elsewhere since. */
export function useDraftSync(ticketId: string, draft: Draft): void {
  const desk = useDesk()
  const client = useQueryClient()
  const list = useDraftList()
  const stored = list.data?.find((each) => each.ticket_id === ticketId)

  useEffect(() => {
    const key = keyOf(desk, ticketId)
    if (!stored || (stored.saved_at <= (known.get(key) ?? '') && !awaited.has(key))) return
    const unsaved = unsavedOf(desk.me, ticketId)
    // It was sent, or changed, since: only the server has not been told.
    if (unsaved && !isLater(stored, unsaved)) return
    known.set(key, stored.saved_at)
    onServer.set(key, stored.saved_at)
    awaited.add(key)
    return untilTrue(async () => {
      const taken = await takeOver(desk, stored)
      if (taken) awaited.delete(key)
      return taken
    })
  }, [desk, stored, ticketId])

  useEffect(() => {
    const at = draft.at ?? ''
    if (at <= (known.get(keyOf(desk, ticketId)) ?? '')) return
    const save = () => {
      if (at <= (known.get(keyOf(desk, ticketId)) ?? '')) return
      known.set(keyOf(desk, ticketId), at)
      const unsaved = { agent: desk.me, ticketId, at, saved: onServer.get(keyOf(desk, ticketId)) ?? null }
      markUnsaved(unsaved)
      // What cannot be saved now is still in this browser, and goes with the next change or the next connection.
      saveDraft(desk, ticketId, currentDraft(desk.me, ticketId)).then(
        () => {
          unmarkUnsaved(unsaved)
          return client.invalidateQueries({ queryKey: DRAFTS, refetchType: 'none' })
        },
        () => known.delete(keyOf(desk, ticketId)),
      )
    }
    const timer = setTimeout(save, PAUSE_MS)
    addEventListener('pagehide', save)
    return () => {
      clearTimeout(timer)
      removeEventListener('pagehide', save)
      // Left before the pause was over: another draft, or none, is on the screen now.
      if (currentDraft(desk.me, ticketId).at === at) save()
    }
  }, [client, desk, draft.at, ticketId])
}

async function saveDraft(desk: Desk, ticketId: string, draft: Draft): Promise<void> {
  const content = contentOf(draft)
  if (!content) return desk.api.discardDraft(ticketId)
  // Without an answer nobody knows which of the two it has.
  onServer.delete(keyOf(desk, ticketId))
  const { saved_at } = await desk.api.saveDraft(ticketId, content)
  onServer.set(keyOf(desk, ticketId), saved_at)
  if (saved_at > (known.get(keyOf(desk, ticketId)) ?? '')) known.set(keyOf(desk, ticketId), saved_at)
}

/** Whether a draft was written after one that the server was not told of: on another machine. */
const isLater = ({ saved_at }: ServerDraft, { saved, at }: Unsaved) => saved_at > (saved ?? at)

let saving = Promise.resolve()

/** The server can be reached again, perhaps: it is told what it could not be told. A message that `waits` is sent first. */
export function saveUnsaved(desk: Desk, waits: (ticketId: string) => boolean): Promise<void> {
  saving = saving.then(() => saveAll(desk, waits))
  return saving
}

async function saveAll(desk: Desk, waits: (ticketId: string) => boolean): Promise<void> {
  const mine = allUnsaved().filter(({ agent, ticketId }) => agent === desk.me && !waits(ticketId))
  if (mine.length === 0) return
  try {
    const { items } = await desk.api.drafts()
    for (const each of mine) await saveOne(desk, each, items)
    await desk.client.invalidateQueries({ queryKey: DRAFTS })
  } catch (error) {
    // What the server refuses for now is asked again with the next connection.
    if (error instanceof Unreachable) setTimeout(() => void saveUnsaved(desk, waits), TRY_AGAIN_MS)
  }
}

async function saveOne(desk: Desk, unsaved: Unsaved, items: ServerDraft[]): Promise<void> {
  const { ticketId, at } = unsaved
  const stored = items.find((each) => each.ticket_id === ticketId)
  try {
    // As this browser has it: another of its tabs may have sent it.
    if (!stored || !isLater(stored, unsaved)) await saveDraft(desk, ticketId, readDraft(desk.me, ticketId))
  } catch (error) {
    // Of a ticket that is gone nothing is kept.
    if (statusOf(error) !== 404) throw error
  }
  unmarkUnsaved(unsaved)
  if (at > (known.get(keyOf(desk, ticketId)) ?? '')) known.set(keyOf(desk, ticketId), at)
}

/** What is being written, or else what was begun on another paper. Null for nothing. */
export function contentOf(draft: Draft): DraftContent | null {
  const paper = [draft.kind, ...PAPERS].find((each) => isBegun(draft, each))
  if (!paper) return null
  const { html, text, files } = draft[paper]
  const written = { html, text, attachment_ids: files.map((file) => file.id) }
  if (paper === 'note') return { kind: 'note', ...written }
  if (paper === 'reply') return { kind: 'reply', ...written, ...recipientsOf(draft) }
  return {
    kind: 'note',
    ...written,
    ...(draft.carried && { ...recipientsOf(draft.carried), ...forwardOf(draft.carried) }),
  }
}

function recipientsOf({ to, cc, bcc }: Pick<Draft, 'to' | 'cc' | 'bcc'>) {
  return {
    ...(to !== null && { to: peopleIn(to) }),
    ...(cc !== null && { cc: peopleIn(cc) }),
    ...(bcc && { bcc: peopleIn(bcc) }),
  }
}

/** As the API has it. */
export function forwardOf({ messageId, along }: Carried) {
  return { forward: { message_id: messageId, attachment_ids: along } }
}

/** Tries at once, and again after a while. Gives what ends it. */
export function untilTrue(attempt: () => Promise<boolean>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false
  const go = async () => {
    if (!(await attempt()) && !ended) timer = setTimeout(() => void go(), TRY_AGAIN_MS)
  }
  void go()
  return () => {
    ended = true
    clearTimeout(timer)
  }
}

/** Shows what was written elsewhere, unless something newer is here. False: one of its files cannot be asked for now. */
export async function takeOver(desk: Desk, { ticket_id: ticketId, content, saved_at }: ServerDraft): Promise<boolean> {
  const isOld = () => saved_at <= (currentDraft(desk.me, ticketId).at ?? '')
  if (isOld()) return true
  const ids = content.attachment_ids ?? []
  const asked = await Promise.allSettled(ids.map((id) => desk.api.attachment(id)))
  if (isOld()) return true
  // Taken over without a file that is there, it would be saved without it.
  if (asked.some((each) => each.status === 'rejected' && statusOf(each.reason) !== 404)) return false
  // A file that is gone by now cannot be sent; the text can.
  const files = asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  const text = { html: content.html ?? '', text: content.text ?? '', files }
  const before = currentDraft(desk.me, ticketId)
  const paper = paperOf(content)
  if (isBegun(before, paper) && before[paper].html === text.html) return true
  if (files.length < ids.length)
    showToast({ tone: 'danger', text: t('composer.filesGone', { count: ids.length - files.length }) })
  changeDraft(desk.me, ticketId, { kind: paper, [paper]: text, ...addressed(paper, content), at: saved_at }, true)
  return true
}

export function paperOf({ kind, forward }: Pick<DraftContent, 'kind' | 'forward'>): Paper {
  return forward ? 'forward' : (kind ?? 'reply')
}

/** To whom a draft goes, as one would have typed it. */
export function addressed(
  paper: Paper,
  { to, cc, bcc, forward }: Pick<DraftContent, 'to' | 'cc' | 'bcc' | 'forward'>,
): Partial<Draft> {
  const lines = { to: to ? lineOf(to) : null, cc: cc ? lineOf(cc) : null, bcc: bcc?.length ? lineOf(bcc) : null }
  if (paper === 'reply') return lines
  if (!forward) return {}
  const { message_id: messageId, attachment_ids: along = null } = forward
  return { carried: { messageId, along, to: lines.to ?? '', cc: lines.cc ?? '', bcc: lines.bcc ?? '' } }
}

/** Throws a draft away, here and on the server. Gives what restores it. */
export async function discardDraft(desk: Desk, draft: ServerDraft): Promise<() => Promise<void>> {
  const { ticket_id: ticketId, content } = draft
  await desk.api.discardDraft(ticketId)
  const before = currentDraft(desk.me, ticketId)
  changeDraft(desk.me, ticketId, { reply: NO_TEXT, note: NO_TEXT, forward: NO_TEXT, carried: null, ...USUAL }, true)
  return async () => {
    await desk.api.saveDraft(ticketId, content)
    changeDraft(desk.me, ticketId, before, true)
  }
}
