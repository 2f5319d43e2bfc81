// @vitest-environment jsdom
import { render } from '@testing-library/react'
import { expect, it } from 'vitest'
import { Found } from './found'

it.each([
  [0, ''],
  [1_283, '1,283'],
  [9_999, '9,999'],
  [12_345, '12K'],
])('says of %d how many there are', (count, said) => {
  expect(render(<Found count={count} />).container.textContent).toBe(said)
})
