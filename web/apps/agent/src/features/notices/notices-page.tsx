import '@/shared/i18n/pages'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, EmptyState, IconButton } from '@tessera/ui'
import { Check, CheckCheck, CircleDot } from 'lucide-react'
import { keysOf, useCommand } from '@/shared/hotkeys'
import { t } from '@/shared/i18n'
import { useRowKeys } from '@/shared/hotkeys/use-row-keys'
import { MoreButton } from '@/shared/more-button'
import {
  AT_ONCE,
  type NoticeGroup,
  allOf,
  grouped,
  markNotices,
  noticesQuery,
  unmarkNotices,
} from '@/shared/notices/notices'
import { LoadFailed, Page, RowsSkeleton } from '@/shared/page'
import { useServices } from '@/shared/services'
import type { Back } from '@/shared/tickets/changes'
import { useUndo } from '@/shared/tickets/use-undo'
import { NoticeRow } from './notice-row'

/** What one is told, the newest first; what is told of one ticket stands together. */
export function NoticesPage() {
  const { api } = useServices()
  const client = useQueryClient()
  const list = useInfiniteQuery(noticesQuery(api))
  const all = allOf(list.data)
  const groups = grouped(all)
  const unread = all.filter((notice) => !notice.read).map((notice) => notice.id)
  const newest = all[0]
  const { tell } = useUndo()

  async function markAll(until: string) {
    const read: Back = async (desk) => {
      await markNotices(desk.api, desk.client, { ids: [], until })
      return { kind: 'done', back }
    }
    const back: Back = async (desk) => {
      await unmarkNotices(desk.api, desk.client, unread.slice(0, AT_ONCE))
      return { kind: 'done', back: read }
    }
    await markNotices(api, client, { ids: [], until })
    tell(t('notices.allMarked'), { kind: 'done', back }, () => void markAll(until))
  }
  return (
    <Page
      title={t('notices.title')}
      action={
        newest &&
        unread.length > 0 && (
          <Button size="sm" variant="ghost" onClick={() => void markAll(newest.id)}>
            <CheckCheck size={15} strokeWidth={1.75} aria-hidden="true" className="text-icon" />
            <span className="max-md:sr-only">{t('notices.markAll')}</span>
          </Button>
        )
      }
    >
      {list.isPending && <RowsSkeleton />}
      {list.isError && !list.data && <LoadFailed onRetry={() => void list.refetch()} />}
      {list.data && groups.length === 0 && (
        <EmptyState mosaic="done" title={t('notices.none')} text={t('notices.noneText')} action={<ToSettings />} />
      )}
      {groups.length > 0 && <Groups groups={groups} />}
      <MoreButton list={list} label={t('notices.older')} />
      {groups.length > 0 && (
        <p className="mt-6 text-xs text-quiet">
          <ToSettings />
        </p>
      )}
    </Page>
  )
}

function Groups({ groups }: { groups: NoticeGroup[] }) {
  const { api } = useServices()
  const client = useQueryClient()
  const list = useRowKeys<HTMLUListElement>('[data-notice]')
  const mark = ({ notices }: NoticeGroup) =>
    void markNotices(api, client, { ids: notices.map((notice) => notice.id).slice(0, AT_ONCE) })
  /** Of many read ones, the newest is unread again. */
  const toggle = (group: NoticeGroup) =>
    group.unread > 0 ? mark(group) : void unmarkNotices(api, client, [group.newest.id])
  useCommand('toggleUnread', () => {
    const at = [...(list.current?.children ?? [])].findIndex((row) => row.contains(document.activeElement))
    if (groups[at]) toggle(groups[at])
  })
  return (
    <ul ref={list} className="border-t border-line">
      {groups.map((group) => (
        <li
          key={group.newest.id}
          data-testid="notice"
          data-unread={group.unread > 0}
          className="group/notice relative flex items-center border-b border-line hover:bg-hover"
        >
          <NoticeRow group={group} onOpen={() => mark(group)} />
          <IconButton
            icon={group.unread > 0 ? Check : CircleDot}
            label={t(group.unread > 0 ? 'notices.mark' : 'notices.unmark')}
            keys={keysOf('toggleUnread')}
            className="absolute end-0 bottom-0 opacity-0 group-focus-within/notice:opacity-100 group-hover/notice:opacity-100 pointer-coarse:-end-1.5 pointer-coarse:opacity-100"
            onClick={() => toggle(group)}
          />
        </li>
      ))}
    </ul>
  )
}

function ToSettings() {
  return (
    <Link
      to="/settings/$section"
      params={{ section: 'notifications' }}
      className="rounded-sm underline underline-offset-2 hover:text-strong"
    >
      {t('notices.choose')}
    </Link>
  )
}
