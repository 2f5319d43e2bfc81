import type { CustomField, FieldValues } from '@tessera/api'
import { Dialog, DialogBody, IconButton, Picker } from '@tessera/ui'
import { TextCursorInput } from 'lucide-react'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { useFields } from '@/shared/catalogue/queries'
import { isEmpty } from '@/shared/catalogue/values'
import { FieldEditor } from '@/shared/fields/field-editor'

/** One of the organization's own fields, filled in or emptied on all that are chosen. */
export function BulkFields({ onChange }: { onChange: (fields: FieldValues) => void }) {
  const fields = useFields().filter((field) => !field.deleted && field.editable)
  const [open, setOpen] = useState(false)
  const [field, setField] = useState<CustomField | null>(null)
  if (fields.length === 0) return null
  return (
    <>
      <Picker
        label={t('bulk.field')}
        value=""
        options={fields.map(({ id, name }) => ({ value: id, label: name }))}
        open={open}
        onOpenChange={setOpen}
        onPick={(id) => {
          setOpen(false)
          setField(fields.find((each) => each.id === id) ?? null)
        }}
        searchLabel={t('bulk.whichField')}
        empty={t('bulk.noField')}
      >
        <IconButton icon={TextCursorInput} label={t('bulk.field')} />
      </Picker>
      {field && (
        <Dialog
          open
          onOpenChange={() => setField(null)}
          title={field.name}
          closeLabel={t('action.close')}
          className="md:w-[24rem]"
        >
          <DialogBody>
            <FieldEditor
              field={field}
              value={null}
              mayEmpty
              onSave={(value) => {
                setField(null)
                // Nothing typed is no wish: emptying has a button of its own.
                if (value === null || !isEmpty(value)) onChange({ [field.id]: value })
              }}
            />
          </DialogBody>
        </Dialog>
      )}
    </>
  )
}
