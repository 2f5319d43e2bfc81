import type { TicketSummary } from '@tessera/api'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { databaseOf } from './local'

/** The rows that one sees of a list: it opens with them while the others are still being read from the copy. */
export interface Head {
  /** Of which list. */
  key: string
  rows: TicketSummary[]
  /** How many rows the list had. */
  count: number
}

/** As many as a high screen shows. */
const SEEN = 60
const SOON_MS = 1_000

const heads = new WeakMap<QueryClient, Head>()

/** What was kept when the app was open last; undefined forgets it. */
export function openHead(client: QueryClient, head: Head | undefined): void {
  if (head) heads.set(client, head)
  else heads.delete(client)
}

/** Gives the head of this list while the copy opens; afterwards keeps what stands there now. Null: a list that has none. */
export function useHead(key: string | null, rows: TicketSummary[], opening: boolean): Head | undefined {
  const client = useQueryClient()
  useEffect(() => {
    if (opening || key === null) return
    const timer = setTimeout(() => keep(client, { key, rows: rows.slice(0, SEEN), count: rows.length }), SOON_MS)
    return () => clearTimeout(timer)
  }, [client, key, rows, opening])
  const head = opening ? heads.get(client) : undefined
  return head?.key === key ? head : undefined
}

/** A browser that keeps nothing goes without. */
function keep(client: QueryClient, head: Head): void {
  heads.set(client, head)
  void databaseOf(client)
    ?.write({ puts: [], removes: [], meta: { head } })
    .catch(() => undefined)
}
