import { describe, expect, it } from 'vitest'
import { createHttp } from './http'
import { ApiProblem, type Interpret, Unreachable } from './problem'
import { type Fetch, createSession } from './session'

const alone = <T>(task: () => Promise<T>) => task()
const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } })

/** A server whose tokens are good until `expire`; it counts the refreshes. */
function server() {
  const state = { refreshes: 0, valid: 'none', refreshStatus: 200 }
  const fetch: Fetch = async (path, init) => {
    if (path.endsWith('/auth/login')) return json(200, { access_token: (state.valid = 'first'), expires_in: 600 })
    if (path.endsWith('/auth/refresh')) {
      state.refreshes++
      await Promise.resolve()
      if (state.refreshStatus !== 200) return json(state.refreshStatus, {})
      return json(200, { access_token: (state.valid = `fresh-${state.refreshes}`), expires_in: 600 })
    }
    const given = new Headers(init?.headers).get('Authorization')
    return given === `Bearer ${state.valid}` ? json(200, { given }) : json(401, { title: 'Sign in' })
  }
  return { state, fetch }
}

describe('session', () => {
  it('refreshes once for many requests that find the token expired, and repeats them', async () => {
    const { state, fetch } = server()
    const session = createSession(fetch, alone)
    await session.signIn('a@acme.test', 'secret')
    state.valid = 'something newer'
    const http = createHttp(fetch, session)

    const answers = await Promise.all([http('GET', '/me'), http('GET', '/agents'), http('GET', '/teams')])

    expect(state.refreshes).toBe(1)
    expect(answers).toEqual(Array(3).fill({ given: 'Bearer fresh-1' }))
  })

  it('is signed out when the cookie is no longer good, and says so once', async () => {
    const { state, fetch } = server()
    const session = createSession(fetch, alone)
    await session.signIn('a@acme.test', 'secret')
    state.valid = 'something newer'
    state.refreshStatus = 401
    const seen: string[] = []
    session.subscribe(() => seen.push(session.state()))

    await expect(createHttp(fetch, session)('GET', '/me')).rejects.toBeInstanceOf(ApiProblem)

    expect(seen).toEqual(['signed-out'])
    expect(session.token()).toBeNull()
  })

  it('says what is refused in another language', async () => {
    const refuse: Fetch = () =>
      Promise.resolve(
        Response.json({ detail: 'No.', errors: [{ field: 'name', message: 'Too long.' }] }, { status: 422 }),
      )
    const interpret: Interpret = (problem) => Promise.resolve({ ...problem, detail: 'Nein.' })
    const session = createSession(refuse, alone, interpret)

    const http = createHttp(refuse, { ...session, state: () => 'signed-in' }, interpret)
    for (const asked of [session.signIn('a@acme.test', 'x'), http('GET', '/me')])
      await expect(asked).rejects.toMatchObject({ problem: { detail: 'Nein.', errors: [{ message: 'Too long.' }] } })
  })

  it('asks no more once it has ended, until somebody signs in', async () => {
    const { state, fetch } = server()
    const session = createSession(fetch, alone)
    state.refreshStatus = 401

    expect(await session.refresh()).toBe(false)
    expect(await session.refresh()).toBe(false)
    expect(state.refreshes).toBe(1)

    state.refreshStatus = 200
    await session.signIn('a@acme.test', 'secret')
    expect(await session.refresh()).toBe(true)
  })

  it('is not ended by what was asked before somebody signed in', async () => {
    const { fetch } = server()
    let refuse: (() => void) | undefined
    const late: Fetch = (path, init) =>
      path.endsWith('/auth/refresh')
        ? new Promise((resolve) => (refuse = () => resolve(json(401, {}))))
        : fetch(path, init)
    const session = createSession(late, alone)
    const asked = session.refresh()

    const signing = session.signIn('a@acme.test', 'secret')
    setTimeout(() => refuse?.())
    await Promise.all([asked, signing])

    expect(session.state()).toBe('signed-in')
    expect(session.token()).toBe('first')
  })

  it('stays signed in when the server cannot be reached', async () => {
    const { state, fetch } = server()
    const session = createSession(fetch, alone)
    await session.signIn('a@acme.test', 'secret')
    state.refreshStatus = 503

    await expect(session.refresh()).rejects.toBeInstanceOf(Unreachable)
    expect(session.state()).toBe('signed-in')
  })

  it('tells how long to wait after too many attempts', async () => {
    const session = createSession(
      async () => json(429, { title: 'Too many', status: 429 }, { 'Retry-After': '30' }),
      alone,
    )
    await expect(session.signIn('a@acme.test', 'x')).rejects.toMatchObject({ status: 429, retryAfter: 30 })
  })
})
