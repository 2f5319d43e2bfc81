import type { Database } from './database'
import type { Parting } from './parting'
import type { Replica, Row } from './replica'

/** Something that was done here and that the server has yet to be told of. */
export interface Entry<T extends Row, Act> {
  /** Made here, and the same for every attempt: a server that knows it does the thing once. */
  id: string
  ticket: string
  act: Act
  /** What the ticket looks like as long as it waits. */
  shown: Partial<T>
  /** By field that it changes: the version that its author had before them. */
  seen: Record<string, number>
  at: number
  /** The page it was done in, which has its author before it. */
  page: string
  /** It was sent before, and nobody knows what became of it. */
  tried?: boolean
}

/** What somebody does. */
export type Done<T extends Row, Act> = Pick<Entry<T, Act>, 'ticket' | 'act' | 'shown' | 'seen'>

/** What became of an entry. `waiting`: nothing yet, and nothing before the server can be reached again. */
export type Fate<T extends Row, Reason> =
  /** `before`: the row as it was known when it was sent. `tried`: it may have been done by an earlier attempt. */
  | { kind: 'sent'; row: T; before: T | undefined; tried: boolean }
  | { kind: 'refused'; row: T | undefined; reason: Reason }
  | { kind: 'dropped' }
  | { kind: 'waiting' }

/** Why an attempt has to be made again: not this ticket's alone (`all`), or not before some time. */
export interface Hindrance {
  all: boolean
  afterMs?: number
}

/** Another page of this browser, as far as it is needed here. */
export interface Channel {
  postMessage: (word: unknown) => void
  onmessage: ((event: MessageEvent) => void) | null
  close: () => void
}

export interface QueueOptions<T extends Row, Act, Reason> {
  replica: Replica<T>
  database: Database<T> | null
  /** Tells the server, based on `version`. */
  send: (entry: Entry<T, Act>, version: number | undefined) => Promise<T>
  /** Null: it is refused, and no later attempt would help. */
  hindrance: (error: unknown) => Hindrance | null
  /** Plain data: it is told to other pages. */
  refusal: (error: unknown) => { row: T | undefined; reason: Reason }
  /** False: this is not the author's session. Nothing is sent. */
  allowed?: () => Promise<boolean>
  newId: () => string
  channel?: Channel | null
  parting?: Parting
  alone?: (name: string, task: () => Promise<void>) => void
}

export interface QueueState<T extends Row, Act> {
  /** What the server does not have, in its order. */
  entries: readonly Entry<T, Act>[]
  /** Some of it was tried, and has to wait. */
  waits: boolean
}

/** An entry in a page. */
export interface Item<T extends Row, Act> {
  entry: Entry<T, Act>
  /** Its place in the database; none until it is written, or where nothing is kept. */
  key: number | undefined
  written: Promise<void>
  waits: boolean
  sending: boolean
  /** Its author took it back while it was being sent. */
  unwanted: boolean
  /** Its page lives, and explains what becomes of it. */
  live: boolean
}

/** What pages tell each other. */
export type Word<T extends Row, Act, Reason> =
  | { added: Entry<T, Act>; key: number | undefined }
  | { waits: string[] }
  | { settled: string; fate: Fate<T, Reason> }
  | { take: string }
  | { wake: true }
