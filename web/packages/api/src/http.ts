import { type Interpret, Unreachable, asItIs, problemIn } from './problem'
import type { Fetch, Session } from './session'

export type Query = Record<string, string | number | null | undefined>

export interface RequestOptions {
  query?: Query
  body?: unknown
  /** The version that a change was based on, sent as `If-Match`. */
  ifMatch?: number | undefined
  /** Repeating a request with the same key does the thing once. */
  idempotencyKey?: string | undefined
  signal?: AbortSignal | undefined
}

export type Http = <T>(method: string, path: string, options?: RequestOptions) => Promise<T>

function addressOf(path: string, query: Query = {}): string {
  const set = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '')
  const text = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString()
  return `/api/v1${path}${text && `?${text}`}`
}

function headersOf(options: RequestOptions, token: string | null): Record<string, string> {
  return {
    Accept: 'application/json',
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(options.body !== undefined && { 'Content-Type': 'application/json' }),
    ...(options.ifMatch !== undefined && { 'If-Match': `"${options.ifMatch}"` }),
    ...(options.idempotencyKey && { 'Idempotency-Key': options.idempotencyKey }),
  }
}

/** Sends with the session's token, and once more with a fresh one after a 401. Throws `ApiProblem` or `Unreachable`. */
export function createHttp(fetch: Fetch, session: Session, interpret: Interpret = asItIs): Http {
  async function send(method: string, path: string, options: RequestOptions): Promise<Response> {
    const init: RequestInit = {
      method,
      headers: headersOf(options, session.token()),
      ...(options.signal && { signal: options.signal }),
      ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
    }
    return fetch(addressOf(path, options.query), init).catch((error: unknown) => {
      if (options.signal?.aborted) throw error
      throw new Unreachable('The server cannot be reached.', { cause: error })
    })
  }

  return async <T>(method: string, path: string, options: RequestOptions = {}): Promise<T> => {
    // A page that was opened from its copy is here before its session is.
    if (session.state() === 'unknown') await session.refresh()
    const used = session.token()
    let response = await send(method, path, options)
    if (response.status === 401) {
      const fresh = session.token() !== used || (await session.refresh())
      if (fresh) response = await send(method, path, options)
    }
    if (!response.ok) throw await problemIn(response, interpret)
    return (response.status === 204 ? undefined : await response.json()) as T
  }
}
