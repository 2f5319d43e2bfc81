import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Socket, retryDelay, startRealtime } from './realtime'

class FakeSocket implements Socket {
  onopen: (() => void) | null = null
  onclose: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  sent: string[] = []
  send(data: string) {
    this.sent.push(data)
  }
  close() {
    this.onclose?.()
  }
}

function start(pass: () => Promise<string> = () => Promise.resolve('pass')) {
  const sockets: FakeSocket[] = []
  const heard = { states: [] as string[], gaps: 0, deltas: [] as unknown[] }
  const realtime = startRealtime({
    pass,
    connect: () => sockets[sockets.push(new FakeSocket()) - 1]!,
    onDelta: (delta) => heard.deltas.push(delta),
    onState: (state) => heard.states.push(state),
    onGap: () => heard.gaps++,
    random: () => 1,
  })
  return { sockets, heard, realtime }
}

describe('realtime', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('hears deltas and nothing else, pings every four minutes, and says that something may have come before', async () => {
    const { sockets, heard } = start()
    await vi.advanceTimersByTimeAsync(0)
    sockets[0]!.onopen!()
    sockets[0]!.onmessage!({ data: '{"event":"pong"}' })
    sockets[0]!.onmessage!({ data: '{"event":"ticket:created","ticket_id":"t"}' })
    await vi.advanceTimersByTimeAsync(4 * 60_000)

    expect(heard.deltas).toEqual([{ event: 'ticket:created', ticket_id: 't' }])
    expect(sockets[0]!.sent).toEqual(['{"action":"ping"}'])
    expect(heard.gaps).toBe(1)
  })

  it('comes back after a loss with a new pass and says so again', async () => {
    const { sockets, heard } = start()
    await vi.advanceTimersByTimeAsync(0)
    sockets[0]!.onopen!()
    sockets[0]!.onclose!()
    await vi.advanceTimersByTimeAsync(500)
    sockets[1]!.onopen!()

    expect(heard.gaps).toBe(2)
    expect(heard.states).toEqual(['connecting', 'live', 'waiting', 'connecting', 'live'])
  })

  it('waits longer after each failure, and not at all when told that the network is back', async () => {
    let attempts = 0
    const { realtime } = start(() => Promise.reject(new Error(`no pass ${attempts++}`)))
    await vi.advanceTimersByTimeAsync(500)
    expect(attempts).toBe(2)
    await vi.advanceTimersByTimeAsync(999)
    expect(attempts).toBe(2)
    realtime.retryNow()
    await vi.advanceTimersByTimeAsync(0)
    expect(attempts).toBe(3)
  })

  it('stays closed once stopped', async () => {
    const { sockets, realtime } = start()
    await vi.advanceTimersByTimeAsync(0)
    realtime.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sockets).toHaveLength(1)
  })

  it('spreads retries between half and all of the doubled delay, up to 30 s', () => {
    expect(retryDelay(0, () => 0)).toBe(250)
    expect(retryDelay(3, () => 1)).toBe(4000)
    expect(retryDelay(20, () => 1)).toBe(30_000)
  })
})
