import { expect, it } from 'vitest'
import { aTicket } from '@/testing/factories'
import { whatDiffers } from './use-move'

const mine = { status: 'open', assignee_id: 'me' } as const

it('tells only of what is news to one of them', () => {
  const free = aTicket({ status: 'open', assignee_id: null })
  const held = aTicket({ status: 'open', assignee_id: 'me' })
  expect(whatDiffers(mine, [free])).toEqual({ assignee_id: 'me' })
  expect(whatDiffers(mine, [free, held])).toEqual({ assignee_id: 'me' })
  expect(whatDiffers(mine, [free, aTicket({ status: 'closed', assignee_id: null })])).toEqual(mine)
  expect(whatDiffers(mine, [held])).toEqual(mine)
  expect(whatDiffers({ ...mine, add_tags: ['x'] }, [held])).toEqual({ add_tags: ['x'] })
})
