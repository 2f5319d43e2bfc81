import { Button, Picker, type PickerOption } from '@tessera/ui'
import { ChevronsUpDown } from 'lucide-react'
import { useState } from 'react'

type Props = {
  label: string
  value: string
  shown: string
  options: PickerOption[]
  searchLabel: string
  empty: string
  error?: string | undefined
  coming?: boolean
  onSearch?: (text: string) => void
  onPick: (value: string) => void
}

/** A field of a form whose value is found by typing. */
export function PickerField({ label, shown, error, onPick, ...choices }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span aria-hidden="true" className="text-xs font-medium text-strong">
        {label}
      </span>
      <Picker
        {...choices}
        label={label}
        open={open}
        onOpenChange={setOpen}
        onPick={(value) => {
          setOpen(false)
          onPick(value)
        }}
      >
        <Button className="justify-between" aria-label={`${label}: ${shown}`}>
          <bdi className="truncate">{shown}</bdi>
          <ChevronsUpDown size={14} aria-hidden="true" className="text-icon" />
        </Button>
      </Picker>
      {error && <p className="text-xs text-danger-text">{error}</p>}
    </div>
  )
}
