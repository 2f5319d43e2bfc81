import type {
  MarkRead,
  MarkUnread,
  Notice,
  NoticePreferences,
  OwnWorkingHours,
  SaveNoticePreferences,
  TicketDetail,
} from '@tessera/api'
import type { Handler } from './fake-http'
import { AGENTS } from './fake-people'

const MINUTE = 60_000

/** A few things told of the first tickets. */
export function fakeNotices(tickets: TicketDetail[], now = Date.now()) {
  const notices: Notice[] = [
    aNotice(tickets[2]!, now - 2 * MINUTE, { kind: 'mentioned', message: { id: 'm', kind: 'note' } }),
    aNotice(tickets[2]!, now - 9 * MINUTE, { kind: 'colleague_wrote', message: { id: 'm', kind: 'note' } }),
    aNotice(tickets[0]!, now - 31 * MINUTE, {
      kind: 'customer_replied',
      actor: { type: 'customer', id: 'c', name: tickets[0]?.requester.name ?? '' },
    }),
    aNotice(tickets[4]!, now - 190 * MINUTE, { kind: 'assigned', read: true }),
    aNotice(null, now - 300 * MINUTE, {
      kind: 'job_finished',
      job: { id: 'j', kind: 'import', failed: false },
      read: true,
    }),
  ]
  const channels: NoticePreferences['channels'] = {
    ...{ mentioned: ['app', 'email', 'push'], assigned: ['app', 'push'], customer_replied: ['app', 'push'] },
    colleague_wrote: ['app'],
    ...{ new_ticket: [], woke: ['app'], reply_failed: ['app', 'email'], status_kept: ['app'], job_finished: ['app'] },
  }
  const quiet: NoticePreferences['quiet'] = { until: null, off_hours: false, now: false }
  const day = { starts: '08:30', ends: '16:30' }
  const hours: OwnWorkingHours = {
    working_hours: { time_zone: 'Europe/Berlin', days: { mon: day, tue: day, wed: day, thu: day } },
  }
  const routes: [string, RegExp, Handler][] = [
    [
      'GET',
      /^\/notifications$/,
      () => ({ items: notices, unread: notices.filter((each) => !each.read).length, next_cursor: null }),
    ],
    [
      'POST',
      /^\/notifications\/read$/,
      ({ ids = [], until }: MarkRead) => {
        for (const notice of notices)
          if (ids.includes(notice.id) || (until && notice.id <= until)) Object.assign(notice, { read: true })
      },
    ],
    [
      'POST',
      /^\/notifications\/unread$/,
      ({ ids }: MarkUnread) => {
        for (const notice of notices) if (ids.includes(notice.id)) Object.assign(notice, { read: false })
      },
    ],
    ['GET', /^\/me\/notification-preferences$/, () => ({ channels, quiet })],
    [
      'PUT',
      /^\/me\/notification-preferences$/,
      (body: SaveNoticePreferences) => {
        Object.assign(channels, body.channels)
        Object.assign(quiet, body.quiet)
        return { channels, quiet }
      },
    ],
    [
      'GET',
      /^\/me\/push$/,
      () => ({
        public_key: 'BA',
        devices: [{ id: 'd1', name: 'Chrome · Android', heard: new Date(now - 3_600_000).toISOString() }],
      }),
    ],
    ['DELETE', /^\/me\/push\/devices\/[^/]+$/, () => undefined],
    ['POST', /^\/me\/push\/devices\/[^/]+\/test$/, () => ({ reached: true })],
    ['GET', /^\/me\/working-hours$/, () => hours],
    [
      'GET',
      /^\/activity$/,
      () => ({
        items: tickets.slice(0, 8).map(({ id, number, subject }, at) => ({
          seq: 100 - at,
          event: at % 3 === 0 ? 'ticket.created' : 'ticket.updated',
          actor: { type: 'agent', id: AGENTS[at % 3]!.id, name: AGENTS[at % 3]!.name },
          at: new Date(now - at * 17 * MINUTE).toISOString(),
          fields: at % 3 === 1 ? ['priority'] : [],
          message: at % 3 === 2 ? 'note' : null,
          to: at % 3 === 1 ? { priority: 'high' } : {},
          ticket: { id, number, subject },
        })),
        before: null,
      }),
    ],
    ['PUT', /^\/me\/working-hours$/, (body: OwnWorkingHours) => body],
  ]
  return { routes }
}

/** Ids sort by time, as the server's do. */
export function aNotice(
  ticket: Pick<TicketDetail, 'id' | 'number' | 'subject'> | null,
  at: number,
  rest: Partial<Notice> = {},
): Notice {
  return {
    id: `${at}`,
    kind: 'assigned',
    at: new Date(at).toISOString(),
    actor: { type: 'agent', id: AGENTS[1]!.id, name: AGENTS[1]!.name },
    read: false,
    ticket: ticket && { id: ticket.id, number: ticket.number, subject: ticket.subject },
    message: null,
    job: null,
    team_id: null,
    ...rest,
  }
}
