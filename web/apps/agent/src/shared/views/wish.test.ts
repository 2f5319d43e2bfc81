import { expect, it } from 'vitest'
import { askedBy } from '@/shared/saved-views/asked'
import { VIEWS, filterOf } from '@/shared/tickets/views'
import { aField } from '@/testing/fake-catalogue'
import { wishOfFilter, wishOfGroup } from './wish'

const wishOf = (view: string) => wishOfFilter(askedBy(filterOf(view)!, {}).filter, 'ada', [])

it('a ticket that is let go over a view gets what the view asks for', () => {
  expect(wishOf('my-open')).toEqual({ status: 'open', assignee_id: 'ada' })
  expect(wishOf('unassigned')).toEqual({ assignee_id: null })
  expect(wishOf('on-hold')).toEqual({ status: 'on_hold' })
  expect(wishOf('team-billing')).toEqual({ team_id: 'billing' })
  expect(wishOf('tag-vip')).toEqual({ add_tags: ['vip'] })
})

it('a view that leaves a choice changes nothing', () => {
  expect(wishOfFilter(askedBy(VIEWS.unresolved, {}).filter, 'ada', [])).toBeNull()
  const asked = askedBy(VIEWS.all, { filter: 'priority:high,urgent -tag:vip due.before:today any(team:a assignee:me)' })
  expect(wishOfFilter(asked.filter, 'ada', [])).toBeNull()
})

it('a column is a value of its field, but a time is not', () => {
  expect(wishOfGroup('priority', 'low', [])).toEqual({ priority: 'low' })
  expect(wishOfGroup('team', 'none', [])).toEqual({ team_id: null })
  expect(wishOfGroup('status', '01OWN', [])).toEqual({ status_id: '01OWN' })
  expect(wishOfGroup('due', 'today', [])).toBeNull()
})

it('a field of the organization’s own gets what its column, or the view, says', () => {
  const options = [
    { id: 'lamp', label: 'Lamp', archived: false },
    { id: 'radio', label: 'Radio', archived: true },
  ]
  const own = [
    aField({ id: 'product', type: 'one_of', options }),
    aField({ id: 'vip', type: 'checkbox' }),
    aField({ id: 'parts', type: 'many_of', options }),
    aField({ id: 'fixed', type: 'one_of', options, editable: false }),
  ]
  expect(wishOfGroup('fields.product', 'lamp', own)).toEqual({ fields: { product: 'lamp' } })
  expect(wishOfGroup('fields.product', 'radio', own)).toBeNull()
  expect(wishOfGroup('fields.product', 'none', own)).toEqual({ fields: { product: null } })
  expect(wishOfGroup('fields.vip', 'none', own)).toEqual({ fields: { vip: false } })
  for (const id of ['parts', 'fixed', 'gone']) expect(wishOfGroup(`fields.${id}`, 'lamp', own)).toBeNull()
  const asked = askedBy(VIEWS.all, { filter: 'own-product:lamp own-vip:true priority:low' })
  expect(wishOfFilter(asked.filter, 'ada', own)).toEqual({ priority: 'low', fields: { product: 'lamp', vip: true } })
})
