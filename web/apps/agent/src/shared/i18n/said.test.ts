import { describe, expect, it } from 'vitest'
import { compileMessage } from '../../../vite/catalogues'
import { speaker } from './said'

const german = {
  'There is no such ticket.': 'Dieses Ticket gibt es nicht.',
  'There is no such {0}.': '{0, select, macro {Dieses Makro} other {{0}}} gibt es nicht.',
  'A company has at most {0} domains.': 'Eine Firma hat höchstens {0, plural, one {# Domain} other {# Domains}}.',
  '#{0} has a parent already, #{1}.': '#{1} steht schon über #{0}.',
  'There is no variable {{{0}}}. There are: {1}.': "Die Variable '{{'{0}'}}' gibt es nicht. Es gibt: {1}.",
  '{0} is blocked.': '{0} ist gesperrt.',
  'It was searched as text.': 'Es wurde als Text gesucht.',
}
const compiled = Object.entries(german).map(([key, text]) => [key, compileMessage(text)] as const)
const said = speaker(Object.fromEntries(compiled), 'de')

describe('what the server said', () => {
  it.each([
    ['There is no such ticket.', 'Dieses Ticket gibt es nicht.'],
    ['There is no such macro.', 'Dieses Makro gibt es nicht.'],
    ['A company has at most 1 domains.', 'Eine Firma hat höchstens 1 Domain.'],
    ['A company has at most 1000 domains.', 'Eine Firma hat höchstens 1.000 Domains.'],
    ['A company has at most 10,000 domains.', 'Eine Firma hat höchstens 10.000 Domains.'],
    ['#12345 has a parent already, #7.', '#7 steht schon über #12345.'],
    ['There is no variable {{a.b}}. There are: c, d.', 'Die Variable {{a.b}} gibt es nicht. Es gibt: c, d.'],
    ['Dr. Smith is blocked.', 'Dr. Smith ist gesperrt.'],
    ['There is no such macro. It was searched as text.', 'Dieses Makro gibt es nicht. Es wurde als Text gesucht.'],
  ])('%s', (english, wanted) => expect(said(english)).toBe(wanted))

  it('stays as it is if nobody here knows it', () => {
    for (const text of ['Bitte im Format AB-123.', '', 'Nothing of ours.']) expect(said(text)).toBe(text)
  })

  it('keeps lines within a value', () => {
    expect(said('There is no such thing\nof two lines.')).toBe('thing\nof two lines gibt es nicht.')
  })
})
