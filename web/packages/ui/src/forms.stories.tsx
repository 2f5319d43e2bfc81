import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { Button } from './button'
import { ChoiceCards } from './choice-cards'
import { Field, Input, Textarea } from './input'
import { Picker } from './picker'
import { Select } from './select'
import { StatusIcon } from './status-icon'
import { State, States } from './story-kit'

const meta: Meta = { title: 'UI/Forms' }
export default meta

export const Fields: StoryObj = {
  render: () => (
    <div className="flex max-w-80 flex-col gap-4">
      <Field label="Email">{(ids) => <Input {...ids} placeholder="name@example.org" />}</Field>
      <Field label="Password" hint="At least 12 characters.">
        {(ids) => <Input {...ids} type="password" />}
      </Field>
      <Field label="Subject" error="This is needed.">
        {(ids) => <Input {...ids} />}
      </Field>
      <Field label="Disabled">{(ids) => <Input {...ids} disabled defaultValue="Fixed" />}</Field>
      <Field label="Message">{(ids) => <Textarea {...ids} rows={3} />}</Field>
    </div>
  ),
}

const ROLES = [
  { value: 'admin', label: 'Administrator' },
  { value: 'agent', label: 'Agent' },
]

function SelectDemo({ disabled = false }: { disabled?: boolean }) {
  const [role, setRole] = useState('agent')
  return <Select label="Role" value={role} onChange={setRole} options={ROLES} disabled={disabled} />
}

export const Selects: StoryObj = {
  render: () => (
    <States>
      <State name="select">
        <SelectDemo />
      </State>
      <State name="disabled">
        <SelectDemo disabled />
      </State>
    </States>
  ),
}

const STATUSES = (['open', 'pending', 'resolved'] as const).map((status) => ({
  value: status,
  label: status,
  icon: <StatusIcon status={status} />,
}))

function PickerDemo({ open }: { open: boolean }) {
  const [value, setValue] = useState('open')
  const [shown, setShown] = useState(open)
  return (
    <Picker
      label="Status"
      value={value}
      options={STATUSES}
      onPick={setValue}
      open={shown}
      onOpenChange={setShown}
      searchLabel="Search"
      empty="Nothing matches."
    >
      <Button>{value}</Button>
    </Picker>
  )
}

function ChoiceDemo() {
  const [density, setDensity] = useState('comfortable')
  const choices = ['comfortable', 'compact'].map((value) => ({ value, label: value }))
  return (
    <ChoiceCards label="Density" hint="How high rows are." value={density} choices={choices} onChoose={setDensity} />
  )
}

export const Choices: StoryObj = { render: () => <ChoiceDemo /> }

export const PickerClosed: StoryObj = { render: () => <PickerDemo open={false} /> }
export const PickerOpen: StoryObj = { render: () => <PickerDemo open /> }
