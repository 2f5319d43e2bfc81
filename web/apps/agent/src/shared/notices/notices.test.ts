// @vitest-environment jsdom
import { type Client, Unreachable } from '@tessera/api'
import { QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { aTicket } from '@/testing/factories'
import { aNotice } from '@/testing/fake-notices'
import { NOTICES, type NoticeData, allOf, grouped, markNotices, unmarkNotices } from './notices'

const [jam, fire] = [aTicket({ id: 'jam' }), aTicket({ id: 'fire' })]
const [newest, other, oldest] = [aNotice(jam, 3000), aNotice(fire, 2000, { read: true }), aNotice(jam, 1000)]

describe('notices', () => {
  it('stand together by ticket, in the order of their newest', () => {
    const job = aNotice(null, 500, { kind: 'job_finished' })
    const groups = grouped([newest, other, oldest, job])
    expect(groups.map((group) => [group.newest, group.notices.length, group.unread])).toEqual([
      [newest, 2, 2],
      [other, 1, 0],
      [job, 1, 1],
    ])
    expect(grouped([])).toEqual([])
  })

  describe('marked as read', () => {
    let client: QueryClient
    const read = () => allOf(client.getQueryData<NoticeData>(NOTICES)).map((notice) => notice.read)
    beforeEach(() => {
      client = new QueryClient()
      const page = (items: (typeof newest)[]) => ({ items, unread: items.length, next_cursor: null })
      client.setQueryData<NoticeData>(NOTICES, {
        pages: [page([newest, other]), page([oldest])],
        pageParams: [null, 'next'],
      })
    })

    it('show at once, on every page', async () => {
      const markOnServer = vi.fn(async () => {
        expect(read()).toEqual([false, true, true])
        return undefined
      })
      await markNotices({ markNotices: markOnServer } as unknown as Client, client, { ids: [oldest.id] })
      expect(markOnServer).toHaveBeenCalledWith({ ids: [oldest.id] })
      expect(client.getQueryData<NoticeData>(NOTICES)!.pages.map((page) => page.unread)).toEqual([1, 0])
    })

    it('all at once, and are asked for again if the server did not hear of it', async () => {
      const api = { markNotices: () => Promise.reject(new Unreachable('no network')) } as unknown as Client
      await markNotices(api, client, { ids: [], until: newest.id })
      expect(read()).toEqual([true, true, true])
      expect(client.getQueryState(NOTICES)!.isInvalidated).toBe(true)
    })

    it('are unread again, at once', async () => {
      const unmarkOnServer = vi.fn(async () => {
        expect(read()).toEqual([false, false, false])
        return undefined
      })
      await unmarkNotices({ unmarkNotices: unmarkOnServer } as unknown as Client, client, [other.id])
      expect(unmarkOnServer).toHaveBeenCalledWith({ ids: [other.id] })
      expect(client.getQueryData<NoticeData>(NOTICES)!.pages.map((page) => page.unread)).toEqual([2, 1])
    })
  })
})
