import '@/shared/i18n/pages'
import { Picker } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { type FieldProps, useChoosing } from '@/shared/fields/property'
import { useMacroList, useRunMacro } from '@/shared/macros/use-macros'

type Props = Pick<FieldProps, 'ticket'> & { onOpen: (id: string) => void }

/** Uses a macro on the ticket of a row. One that has a text opens it: what joined the answer wants to be looked at. */
export function MacroField({ ticket, onOpen }: Props) {
  const [open, setOpen] = useChoosing('macro')
  const list = useMacroList()
  const run = useRunMacro(ticket.id)
  const macros = list.data?.items ?? []
  function pick(id: string) {
    setOpen(false)
    const macro = macros.find((each) => each.id === id)
    if (!macro) return
    run(macro)
    if (macro.html) onOpen(ticket.id)
  }
  return (
    <Picker
      label={t('macros.use')}
      value=""
      options={macros.map(({ id, name, folder }) => ({ value: id, label: name, hint: folder, keywords: [folder] }))}
      open={open}
      onOpenChange={setOpen}
      onPick={pick}
      searchLabel={t('macros.search')}
      empty={t(list.isPending ? 'macros.loading' : list.isError ? 'admin.failedTitle' : 'macros.nothing')}
    >
      <button type="button">{t('macros.use')}</button>
    </Picker>
  )
}
