import type { DefinitionsChanged, Delta, JobProgress, NoticeNew, PresenceChanged, SyncPosition } from './types'

export type RealtimeState = 'connecting' | 'live' | 'waiting'

/** The part of a WebSocket that is used here. */
export interface Socket {
  onopen: (() => void) | null
  onclose: (() => void) | null
  onmessage: ((event: { data: unknown }) => void) | null
  send(data: string): void
  close(): void
}

export interface RealtimeOptions {
  /** A single-use key for one connection. */
  pass: () => Promise<string>
  connect: (pass: string) => Socket
  onDelta: (delta: Delta) => void
  onJob?: (progress: JobProgress) => void
  onNotice?: (notice: NoticeNew) => void
  onDefinitions?: (change: DefinitionsChanged) => void
  onPresence?: (change: PresenceChanged) => void
  /** Changes happened that are not for us, or that have to be asked for. */
  onPosition?: (position: SyncPosition) => void
  onState: (state: RealtimeState) => void
  /** A connection stands, the first one too: what happened before it did was not heard. */
  onGap: () => void
  random?: () => number
}

/** API Gateway closes a connection that is idle for 10 minutes. */
const PING_MS = 4 * 60_000
const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 30_000

/** How long to wait before attempt number `attempt`: doubling, and spread out so that a thousand browsers do not come back at once. */
export function retryDelay(attempt: number, random: () => number): number {
  return Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt) * (0.5 + random() / 2)
}

export interface Realtime {
  stop: () => void
  retryNow: () => void
  /** What is said while there is no connection is not said later. */
  say: (message: object) => void
}

/** Keeps one WebSocket open until `stop`. */
export function startRealtime(options: RealtimeOptions): Realtime {
  const random = options.random ?? Math.random
  let socket: Socket | null = null
  let retry: ReturnType<typeof setTimeout> | undefined
  let ping: ReturnType<typeof setInterval> | undefined
  let attempt = 0
  let stopped = false
  let connected = false

  function heard(data: unknown) {
    type Heard =
      DefinitionsChanged | Delta | JobProgress | NoticeNew | PresenceChanged | SyncPosition | { event: 'pong' }
    const message = JSON.parse(String(data)) as Heard
    if ('people' in message) options.onPresence?.(message)
    else if (message.event === 'notice:new') options.onNotice?.(message as NoticeNew)
    else if ('ticket_id' in message) options.onDelta(message)
    else if ('what' in message) options.onDefinitions?.(message)
    else if ('job' in message) options.onJob?.(message)
    else if ('after' in message) options.onPosition?.(message)
  }

  function opened() {
    attempt = 0
    connected = true
    options.onState('live')
    options.onGap()
    ping = setInterval(() => socket?.send(JSON.stringify({ action: 'ping' })), PING_MS)
  }

  function lost() {
    clearInterval(ping)
    socket = null
    connected = false
    if (stopped) return
    options.onState('waiting')
    clearTimeout(retry)
    retry = setTimeout(open, retryDelay(attempt++, random))
  }

  function open() {
    options.onState('connecting')
    options.pass().then((pass) => {
      if (stopped) return
      socket = options.connect(pass)
      socket.onopen = opened
      socket.onclose = lost
      socket.onmessage = (event) => heard(event.data)
    }, lost)
  }

  open()
  return {
    say(message) {
      if (connected) socket?.send(JSON.stringify(message))
    },
    stop() {
      stopped = true
      clearTimeout(retry)
      clearInterval(ping)
      socket?.close()
    },
    retryNow() {
      if (socket || stopped) return
      clearTimeout(retry)
      attempt = 0
      open()
    },
  }
}
