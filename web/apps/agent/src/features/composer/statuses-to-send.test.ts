import { expect, it } from 'vitest'
import { statusesToSend } from './statuses-to-send'

it.each([
  ['open', null, ['pending', 'resolved', 'on_hold', 'closed']],
  ['on_hold', null, ['pending', 'resolved', 'closed', 'open']],
  ['pending', null, ['pending', 'resolved', 'on_hold', 'closed', 'open']],
  // One of the organization's own: the plain one is another.
  ['open', 'own', ['pending', 'resolved', 'on_hold', 'closed', 'open']],
] as const)('of a ticket that is %s (%s): %j', (status, status_id, offered) =>
  expect(statusesToSend({ status, status_id })).toEqual(offered),
)
