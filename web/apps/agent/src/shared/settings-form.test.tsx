// @vitest-environment jsdom
import { ApiProblem } from '@tessera/api'
import { Field, Input } from '@tessera/ui'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { SettingsForm } from './settings-form'
import { useAnew } from './use-anew'

vi.mock('./unsaved', () => ({ UnsavedGuard: () => null }))

const REFUSED = { type: '', title: '', status: 422, detail: '', errors: [{ field: 'name', message: 'Too short.' }] }

/** What is kept is a new version after each time that it was saved. */
function AName({ refuse }: { refuse: boolean }) {
  const [kept, setKept] = useState({ name: 'Acme', version: 1 })
  const [name, setName] = useState(kept.name)
  useAnew(kept.version, () => setName(kept.name))
  async function save() {
    await Promise.resolve()
    if (refuse) throw new ApiProblem(REFUSED as never)
    setKept({ name: name.trim(), version: kept.version + 1 })
  }
  return (
    <SettingsForm unsaved={name !== kept.name} save={save} onDiscard={() => setName(kept.name)}>
      {(errors) => (
        <Field label="Name" error={errors['name']}>
          {(ids) => <Input {...ids} value={name} onChange={({ target }) => setName(target.value)} />}
        </Field>
      )}
    </SettingsForm>
  )
}

const saveButton = () => screen.getByRole('button', { name: /save/i })
const nameField = () => screen.getByLabelText<HTMLInputElement>('Name')

it('leaves the focus where it is when it was saved', async () => {
  render(<AName refuse={false} />)
  await userEvent.type(nameField(), ' ')
  await userEvent.click(saveButton())
  await waitFor(() => expect(nameField().value).toBe('Acme'))
  expect(document.activeElement).toBe(saveButton())
  await userEvent.type(nameField(), ' Ltd{Enter}')
  await waitFor(() => expect(saveButton().getAttribute('aria-disabled')).toBe('true'))
  expect(document.activeElement).toBe(nameField())
  expect(nameField().value).toBe('Acme Ltd')
})

it('leads to what is wrong', async () => {
  render(<AName refuse />)
  await userEvent.type(nameField(), 'x')
  await userEvent.click(saveButton())
  await screen.findByText('Too short.')
  expect(document.activeElement).toBe(nameField())
})
