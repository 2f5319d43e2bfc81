import { afterEach, expect, it } from 'vitest'
import { takenAlong } from './dragging'
import { clearSelection, pickEverything, togglePicked } from './selection'

afterEach(clearSelection)

it('one of the chosen takes all of them along', () => {
  togglePicked('a')
  togglePicked('b')
  expect(takenAlong('b')).toEqual(['a', 'b'])
  expect(takenAlong('c')).toEqual(['c'])
})

it('one goes alone where more are chosen than are known here', () => {
  pickEverything()
  togglePicked('a')
  expect(takenAlong('a')).toEqual(['a'])
})
