// @vitest-environment jsdom
import type { CustomField, FieldType, FieldValue } from '@tessera/api'
import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import '@/shared/i18n/pages'
import { aField } from '@/testing/fake-catalogue'
import { FieldEditor } from './field-editor'

function edit(type: FieldType, value: FieldValue = null, more: Partial<CustomField> = {}) {
  const onSave = vi.fn<(value: FieldValue) => void>()
  render(<FieldEditor field={aField({ name: 'Extra', type, ...more })} value={value} onSave={onSave} />)
  return { onSave, input: screen.getByLabelText('Extra'), user: userEvent.setup() }
}

it.each<[FieldType, string, RegExp]>([
  ['email', 'not-mail', /not an email address/],
  ['url', 'javascript:alert(1)', /starts with https/],
  ['number', '--', /such as 1\.5/],
  ['number', '1e400', /such as 1\.5/],
  ['number', '1,5', /such as 1\.5/],
  ['number', '12345678901234567', /15 digits/],
  ['number', '0.1234567', /at most 6 digits/],
  ['text', 'x'.repeat(251), /at most 250/],
])('keeps what cannot be a value of type %s, and says why: %s', async (type, typed, said) => {
  const { onSave, input, user } = edit(type)
  await user.click(input)
  await user.paste(typed)
  await user.keyboard('{Enter}')
  expect(onSave).not.toHaveBeenCalled()
  expect(input).toHaveValue(typed)
  expect(input).toHaveFocus()
  expect(input).toBeInvalid()
  expect(input).toHaveAccessibleDescription(said)
})

it('saves it once it is right', async () => {
  const { onSave, input, user } = edit('number', 15)
  expect(input).toHaveValue('15')
  await user.clear(input)
  await user.type(input, '--{Enter}')
  expect(onSave).not.toHaveBeenCalled()
  await user.clear(input)
  await user.type(input, '1,234.5{Enter}')
  expect(onSave).toHaveBeenCalledExactlyOnceWith(1234.5)
})

it('empties a number only when nothing is left of it', async () => {
  const { onSave, input, user } = edit('number', 15)
  await user.clear(input)
  await user.keyboard('{Enter}')
  expect(onSave).toHaveBeenCalledExactlyOnceWith(null)
})

it('knows no day before 1900', async () => {
  const { onSave, input, user } = edit('date')
  fireEvent.change(input, { target: { value: '0001-12-13' } })
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(onSave).not.toHaveBeenCalled()
  expect(input).toHaveFocus()
  expect(input).toHaveAccessibleDescription(/from the year 1900/)
})

it('does not take half a day for none', async () => {
  const { onSave, input, user } = edit('date')
  Object.defineProperty(input, 'validity', { value: { badInput: true } })
  fireEvent.keyUp(input, { key: '3' })
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(onSave).not.toHaveBeenCalled()
  expect(input).toHaveAccessibleDescription(/a day that there is/)
})

it('is saved with the chord from a long text', async () => {
  const { onSave, input, user } = edit('long_text', 'Old')
  await user.type(input, ' and new{Control>}{Enter}{/Control}')
  expect(onSave).toHaveBeenCalledExactlyOnceWith('Old and new')
})
