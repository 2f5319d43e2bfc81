import type { TicketSummary } from '@tessera/api'
import { Picker, type PickerOption, Tooltip } from '@tessera/ui'
import { type ComponentProps, type ReactNode, createContext, use, useState } from 'react'
import { t } from '@/shared/i18n'
import { type CommandId, keysOf, useCommand } from '@/shared/hotkeys'
import { useMayWrite } from '@/shared/tickets/queries'

/** How a field's present value is shown as a button: a row of the properties, or a chip in a header. */
export type FieldLook = (field: {
  icon: ReactNode
  value: string
  /** What is shown instead of `value` where there is room for more than a line of text. */
  content?: ReactNode
  name: string
  disabled: boolean
  /** Nothing is set; `value` says so. */
  unset?: boolean
}) => ReactNode

export type FieldProps = { ticket: TicketSummary; look: FieldLook }

/** Within it a field is there for its choices alone: they are open from the start, and this is told when they close. */
export const Asked = createContext<(() => void) | null>(null)

/** Whether the choices of a field are open, and how that changes; its key opens them. */
export function useChoosing(command: CommandId): [open: boolean, setOpen: (open: boolean) => void] {
  const closed = use(Asked)
  const [open, setOpen] = useState(closed !== null)
  useCommand(command, () => setOpen(true), useMayWrite() && !closed)
  function choose(next: boolean) {
    setOpen(next)
    if (!next) closed?.()
  }
  return [open, choose]
}

type PropertyProps = {
  name: string
  command: Extract<CommandId, 'status' | 'priority' | 'assign' | 'team' | 'type'>
  value: string
  options: PickerOption[]
  onPick: (value: string) => void
  look: FieldLook
}

/** A field with a closed list of values: click, or its key, then type. */
export function Property({ name, command, value, options, onPick, look }: PropertyProps) {
  const [open, setOpen] = useChoosing(command)
  const mayWrite = useMayWrite()
  const chosen = options.find((option) => option.value === value)
  const shown = look({ icon: chosen?.icon, value: chosen?.label ?? '', name, disabled: !mayWrite })
  if (!mayWrite) return shown
  return (
    <Picker
      label={name}
      value={value}
      options={options}
      open={open}
      onOpenChange={setOpen}
      onPick={(next) => {
        setOpen(false)
        if (next !== value) onPick(next)
      }}
      searchLabel={t('properties.search')}
      empty={t('properties.empty')}
    >
      <FieldButton hint={t(`command.${command}`)} keys={keysOf(command)}>
        {shown}
      </FieldButton>
    </Picker>
  )
}

type FieldButtonProps = ComponentProps<'button'> & { hint: string; keys: string | undefined }

export function FieldButton({ hint, keys, children, ...props }: FieldButtonProps) {
  return (
    <Tooltip text={hint} keys={keys} side="start">
      <button
        type="button"
        className="min-w-0 rounded-control text-start hover:bg-hover aria-expanded:bg-hover"
        {...props}
      >
        {children}
      </button>
    </Tooltip>
  )
}
