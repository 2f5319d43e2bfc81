import type { Client, MarkRead, Notice, NoticePage } from '@tessera/api'
import { type InfiniteData, type QueryClient, infiniteQueryOptions } from '@tanstack/react-query'

export const NOTICES = ['notices'] as const
const SHOWN = 50

/** What one is told, newest first, by pages. News of it come by themselves. */
export const noticesQuery = (api: Client) =>
  infiniteQueryOptions({
    queryKey: NOTICES,
    queryFn: ({ pageParam, signal }) => api.notices({ limit: SHOWN, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: NoticePage) => page.next_cursor,
    staleTime: 60_000,
  })

export type NoticeData = InfiniteData<NoticePage, string | null>

export const allOf = (data: InfiniteData<NoticePage, unknown> | undefined): Notice[] =>
  data?.pages.flatMap((page) => page.items) ?? []

/** What one is told of one ticket (or one job) together, the newest first. */
export interface NoticeGroup {
  newest: Notice
  notices: Notice[]
  unread: number
}

export function grouped(notices: readonly Notice[]): NoticeGroup[] {
  const groups = new Map<string, NoticeGroup>()
  for (const notice of notices) {
    const key = notice.ticket?.id ?? notice.id
    const group = groups.get(key) ?? { newest: notice, notices: [], unread: 0 }
    group.notices.push(notice)
    if (!notice.read) group.unread += 1
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** One call marks so many. */
export const AT_ONCE = 100

/** Marks as read, at once on the screen. What the server did not hear of is unread again when it is asked next. */
export async function markNotices(api: Client, client: QueryClient, body: MarkRead): Promise<void> {
  const ids = new Set(body.ids)
  const isMeant = (id: string) => ids.has(id) || (body.until != null && id <= body.until)
  await show(client, isMeant, true)
  await api.markNotices(body).catch(() => client.invalidateQueries({ queryKey: NOTICES }))
}

/** Marks at most `AT_ONCE` as unread again, at once on the screen. */
export async function unmarkNotices(api: Client, client: QueryClient, ids: string[]): Promise<void> {
  await show(client, (id) => ids.includes(id), false)
  await api.unmarkNotices({ ids }).catch(() => client.invalidateQueries({ queryKey: NOTICES }))
}

async function show(client: QueryClient, isMeant: (id: string) => boolean, read: boolean): Promise<void> {
  await client.cancelQueries({ queryKey: NOTICES })
  client.setQueryData<NoticeData>(
    NOTICES,
    (data) => data && { ...data, pages: data.pages.map((page) => withRead(page, isMeant, read)) },
  )
}

function withRead(page: NoticePage, isMeant: (id: string) => boolean, read: boolean): NoticePage {
  const items = page.items.map((notice) => (isMeant(notice.id) ? { ...notice, read } : notice))
  return { ...page, items, unread: items.filter((notice) => !notice.read).length }
}
