import { type Interpret, Unreachable, asItIs, problemIn } from './problem'
import type { TokenResponse } from './types'

export type Fetch = (input: string, init?: RequestInit) => Promise<Response>
export type SessionState = 'unknown' | 'signed-in' | 'signed-out'

/** Runs `task` while no other tab of this browser runs one: a rotating refresh token must not be used twice. */
export type Exclusive = <T>(task: () => Promise<T>) => Promise<T>

export interface Session {
  state: () => SessionState
  token: () => string | null
  subscribe: (listener: () => void) => () => void
  signIn: (email: string, password: string) => Promise<void>
  /** True when there is a fresh token. Calls that come while one is under way share it. Throws `Unreachable`. */
  refresh: () => Promise<boolean>
  signOut: () => Promise<void>
}

const COOKIE_HEADERS = { 'X-Tessera-Request': '1' }

export const acrossTabs: Exclusive = async (task) =>
  'locks' in navigator ? await navigator.locks.request('tessera-refresh', task) : task()

/** The access token lives in this closure only; the refresh token is a cookie that no script can read. */
export function createSession(fetch: Fetch, exclusive: Exclusive = acrossTabs, interpret: Interpret = asItIs): Session {
  const listeners = new Set<() => void>()
  let state: SessionState = 'unknown'
  let token: string | null = null
  let refreshing: Promise<boolean> | null = null

  function become(next: SessionState, nextToken: string | null) {
    token = nextToken
    if (state === next) return
    state = next
    listeners.forEach((listener) => listener())
  }

  async function post(path: string, init: RequestInit): Promise<Response> {
    return fetch(`/api/v1/auth/${path}`, { method: 'POST', credentials: 'same-origin', ...init }).catch(
      (error: unknown) => {
        throw new Unreachable('The server cannot be reached.', { cause: error })
      },
    )
  }

  async function exchangeCookie(): Promise<boolean> {
    const response = await post('refresh', { headers: COOKIE_HEADERS })
    if (response.status === 401 || response.status === 403) {
      become('signed-out', null)
      return false
    }
    if (!response.ok) throw new Unreachable(`Refreshing the session failed with ${response.status}.`)
    become('signed-in', ((await response.json()) as TokenResponse).access_token)
    return true
  }

  return {
    state: () => state,
    token: () => token,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async signIn(email, password) {
      // Else its refusal, come late, would end the new session.
      await refreshing?.catch(() => undefined)
      const response = await post('login', {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ email, password }),
      })
      if (!response.ok) throw await problemIn(response, interpret)
      become('signed-in', ((await response.json()) as TokenResponse).access_token)
    },
    refresh() {
      // Requests that were under way when it ended would ask again, each for itself.
      if (state === 'signed-out') return Promise.resolve(false)
      refreshing ??= exclusive(exchangeCookie).finally(() => {
        refreshing = null
      })
      return refreshing
    },
    async signOut() {
      await post('logout', { headers: COOKIE_HEADERS })
      become('signed-out', null)
    },
  }
}
