import { expect, it } from 'vitest'
import { isComplete, isUnreachable, lineOf, linesOf, parseAddresses, peopleIn, pickedAt, typedAt } from './addresses'

const ada = { id: null, name: 'Ada', email: 'ada@a.test' }

it('finds addresses in a line as people type it', () => {
  expect(parseAddresses('a@a.test; b@b.test,, c@c')).toEqual({
    addresses: ['a@a.test', 'b@b.test', 'c@c'],
    wrong: 'c@c',
  })
  expect(peopleIn('a@a.test, half@')).toEqual([{ email: 'a@a.test', name: '' }])
})

it.each([
  ['Anna Miller <anna@a.test>, b@b.test', ['anna@a.test', 'Anna Miller'], ['b@b.test', '']],
  ['"Öz, Käthe \\"K\\"" <k@k.test>; <c@c.test>', ['k@k.test', 'Öz, Käthe "K"'], ['c@c.test', '']],
  ['a@a.test b@b.test Jo <jo@jo.test>', ['a@a.test', ''], ['b@b.test', ''], ['jo@jo.test', 'Jo']],
  ['anna@a.test <Anna@a.test>', ['anna@a.test', '']],
])('takes addresses as mail programs copy them: %s', (line, ...people) => {
  expect(parseAddresses(line).wrong).toBeNull()
  expect(peopleIn(line).map(({ email, name }) => [email, name])).toEqual(people)
})

it.each(['Anna Miller', 'Anna <anna@a>', '"Anna" anna', 'a"b@a.test'])('says of what is no address: %s', (line) => {
  expect(parseAddresses(line).wrong).not.toBeNull()
})

it('has the usual ones until somebody types', () => {
  expect(linesOf({ to: null, cc: null, bcc: null }, [ada])).toEqual({ to: null, cc: 'ada@a.test', bcc: '' })
  expect(linesOf({ to: 'b@b.test', cc: '', bcc: 'c@c.test' }, [ada])).toEqual({
    to: 'b@b.test',
    cc: '',
    bcc: 'c@c.test',
  })
})

it('goes to somebody, and to no half address', () => {
  const whole = { to: null, cc: '', bcc: '' }
  expect(isComplete(whole)).toBe(true)
  expect(isComplete({ ...whole, to: '' })).toBe(false)
  expect(isComplete({ ...whole, bcc: 'half@' })).toBe(false)
})

it('goes to no more than the server takes', () => {
  const many = Array.from({ length: 60 }, (_, at) => ({ ...ada, email: `a${at}@a.test` }))
  const usual = linesOf({ to: null, cc: null, bcc: null }, many)
  expect(peopleIn(usual.cc)).toHaveLength(49)
  expect(isComplete(usual)).toBe(true)
  expect(isComplete({ ...usual, cc: `${usual.cc}, one@more.test` })).toBe(false)
  expect(isComplete({ ...usual, to: lineOf(many.slice(0, 21)) })).toBe(false)
})

it('names an address that no mail goes to', () => {
  const wrong = 'ü@münchen.example'
  expect(parseAddresses(`ada@münchen.example, ${wrong}`).wrong).toBe(wrong)
  expect([isUnreachable(wrong), isUnreachable('half@'), isUnreachable('ada@münchen.example')]).toEqual([
    true,
    false,
    false,
  ])
})

it('writes people as they are read again, with their names', () => {
  const people = [ada, { email: 'k@k.test', name: 'Öz, Käthe "K"' }, { email: 'c@c.test', name: '' }]
  expect(lineOf(people)).toBe('Ada <ada@a.test>, "Öz, Käthe \\"K\\"" <k@k.test>, c@c.test')
  expect(peopleIn(lineOf(people)).map(({ email, name }) => ({ email, name }))).toEqual(
    people.map(({ email, name }) => ({ email, name })),
  )
})

it.each([
  ['ad', 2, 'ad'],
  ['eve@a.test, ad', 14, 'ad'],
  ['eve@a.test; ad', 14, 'ad'],
  ['"Lind, Eve" <eve@a.test>, ad', 28, 'ad'],
  ['"Lind, E', 8, '"Lind, E'],
  ['ad, eve@a.test', 2, 'ad'],
  ['eve@a.test, ', 12, ''],
])('knows the one that is being typed: %s', (line, caret, text) => {
  expect(typedAt(line, caret).text).toBe(text)
})

it.each([
  ['ad', 2, 'Ada Diaz <ada@a.test>, '],
  ['eve@a.test,ad', 13, 'eve@a.test, Ada Diaz <ada@a.test>, '],
  ['ad, eve@a.test', 1, 'Ada Diaz <ada@a.test>, eve@a.test'],
])('puts somebody in its place: %s', (line, caret, after) => {
  expect(pickedAt(line, caret, { name: 'Ada Diaz', email: 'ada@a.test' })).toBe(after)
})
