import type { Meta, StoryObj } from '@storybook/react-vite'
import { Keyboard, LogOut } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button'
import { CommandGroup, CommandItem, CommandPalette } from './command'
import { Dialog, DialogBody, DialogFooter } from './dialog'
import { Field, Input } from './input'
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from './menu'
import { Popover, PopoverContent, PopoverTrigger } from './popover'
import { Toaster } from './toast'
import { Tooltip } from './tooltip'

const meta: Meta = { title: 'UI/Layers' }
export default meta
const nothing = () => undefined

export const MenuOpen: StoryObj = {
  render: () => (
    <Menu defaultOpen>
      <MenuTrigger asChild>
        <Button>Account</Button>
      </MenuTrigger>
      <MenuContent align="start">
        <MenuLabel>Theme</MenuLabel>
        <MenuRadioGroup value="light">
          <MenuRadioItem value="light">Light</MenuRadioItem>
          <MenuRadioItem value="dark">Dark</MenuRadioItem>
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuItem icon={<Keyboard size={15} />} keys="?">
          Keyboard shortcuts
        </MenuItem>
        <MenuItem icon={<LogOut size={15} />} disabled>
          Sign out
        </MenuItem>
      </MenuContent>
    </Menu>
  ),
}

export const PopoverOpen: StoryObj = {
  render: () => (
    <Popover defaultOpen>
      <PopoverTrigger asChild>
        <Button>Link</Button>
      </PopoverTrigger>
      <PopoverContent className="p-2" aria-label="Link">
        <Input aria-label="Address" placeholder="https://" />
      </PopoverContent>
    </Popover>
  ),
}

export const TooltipOnHover: StoryObj = {
  render: () => (
    <Tooltip text="Search and commands" keys="mod+k">
      <Button>Hover or focus me</Button>
    </Tooltip>
  ),
}

export const DialogOpen: StoryObj = {
  render: () => (
    <Dialog open onOpenChange={nothing} title="New team" description="Agents share its tickets." closeLabel="Close">
      <DialogBody>
        <Field label="Name">{(ids) => <Input {...ids} />}</Field>
      </DialogBody>
      <DialogFooter>
        <Button>Cancel</Button>
        <Button variant="primary">Save</Button>
      </DialogFooter>
    </Dialog>
  ),
}

export const DialogShort: StoryObj = {
  render: () => (
    <Dialog open onOpenChange={nothing} title="Not saved yet" closeLabel="Keep editing" short>
      <DialogBody tabIndex={0}>
        <p>What you changed here is not saved.</p>
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost">Discard changes</Button>
        <Button variant="primary" data-first="">
          Keep editing
        </Button>
      </DialogFooter>
    </Dialog>
  ),
}

export const Toasts: StoryObj = {
  render: () => (
    <Toaster
      label="Notifications"
      closeLabel="Dismiss"
      onDismiss={nothing}
      toasts={[
        { id: '1', text: 'Status set to Resolved', action: { label: 'Undo', run: nothing } },
        {
          id: '2',
          tone: 'danger',
          text: 'The change was not made',
          detail: 'The server cannot be reached. The ticket is as before.',
          action: { label: 'Try again', run: nothing },
        },
      ]}
    />
  ),
}

function PaletteDemo({ start }: { start: string }) {
  const [query, setQuery] = useState(start)
  return (
    <CommandPalette
      open
      onOpenChange={nothing}
      label="Commands"
      placeholder="Type a command"
      empty="Nothing matches."
      query={query}
      onQuery={setQuery}
    >
      <CommandGroup heading="Commands">
        <CommandItem keys="c">New ticket</CommandItem>
        <CommandItem keys="?" hint="General">
          Keyboard shortcuts
        </CommandItem>
      </CommandGroup>
    </CommandPalette>
  )
}

export const Palette: StoryObj = { render: () => <PaletteDemo start="" /> }
export const PaletteWithoutMatch: StoryObj = { render: () => <PaletteDemo start="zzz" /> }
