import type { ReadMarks, TicketDetail } from '@tessera/api'
import type { Handler } from './fake-http'

const NEWS = 3

/** All is read but the first few. */
export function fakeReadMarks(tickets: TicketDetail[]): [string, RegExp, Handler][] {
  const marks: ReadMarks['marks'] = Object.fromEntries(
    tickets.slice(NEWS).map(({ id, last_message_at }) => [id, last_message_at]),
  )
  return [
    ['GET', /^\/me\/read-marks$/, () => ({ marks, cursor: null })],
    ['POST', /^\/me\/read-marks$/, (body: Pick<ReadMarks, 'marks'>) => void Object.assign(marks, body.marks)],
  ]
}
