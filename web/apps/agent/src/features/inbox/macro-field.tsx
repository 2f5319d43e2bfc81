import '@/shared/i18n/pages'
import { t } from '@/shared/i18n'
import { type FieldProps, useChoosing } from '@/shared/fields/property'
import { MacroPicker } from '@/shared/macros/macro-picker'
import { useRunMacro } from '@/shared/macros/use-macros'

type Props = Pick<FieldProps, 'ticket'> & { onOpen: (id: string) => void }

/** Uses a macro on the ticket of a row. One that has a text opens it: what joined the answer wants to be looked at. */
export function MacroField({ ticket, onOpen }: Props) {
  const [open, setOpen] = useChoosing('macro')
  const run = useRunMacro(ticket.id)
  return (
    <MacroPicker
      open={open}
      onOpenChange={setOpen}
      onPick={(macro) => {
        run(macro)
        if (macro.html) onOpen(ticket.id)
      }}
    >
      <button type="button">{t('macros.use')}</button>
    </MacroPicker>
  )
}
