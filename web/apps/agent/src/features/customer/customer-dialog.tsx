import type { Customer } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { Field, Input, Textarea } from '@tessera/ui'
import { useTranslation } from 'react-i18next'
import { textOf } from '@/shared/form'
import { RecordDialog } from '@/shared/record-dialog'
import { useServices } from '@/shared/services'
import { customerKey } from './queries'

/** Who a customer is, and what agents should know of them. */
export function CustomerDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useTranslation()
  const { api } = useServices()
  const client = useQueryClient()

  async function save(data: FormData) {
    const body = {
      name: textOf(data, 'name'),
      emails: linesOf(data, 'emails'),
      phones: linesOf(data, 'phones'),
      notes: textOf(data, 'notes'),
    }
    client.setQueryData(customerKey(customer.id), await api.patchCustomer(customer.id, body, customer.version))
  }
  return (
    <RecordDialog
      title={t('customer.edit', { name: customer.name || customer.email })}
      submitLabel={t('action.save')}
      save={save}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Field label={t('admin.name')} error={errors['name']}>
            {(ids) => <Input {...ids} name="name" defaultValue={customer.name} maxLength={200} autoComplete="off" />}
          </Field>
          <Field label={t('customer.emails')} hint={t('customer.emailsHint')} error={at(errors, 'emails')}>
            {(ids) => (
              <Textarea {...ids} name="emails" className="min-h-16" defaultValue={customer.emails.join('\n')} />
            )}
          </Field>
          <Field label={t('customer.phones')} error={at(errors, 'phones')}>
            {(ids) => (
              <Textarea {...ids} name="phones" className="min-h-16" defaultValue={customer.phones.join('\n')} />
            )}
          </Field>
          <Field label={t('customer.notes')} hint={t('customer.notesHint')} error={errors['notes']}>
            {(ids) => <Textarea {...ids} name="notes" defaultValue={customer.notes} maxLength={10_000} />}
          </Field>
        </>
      )}
    </RecordDialog>
  )
}

/** One value a line. */
function linesOf(data: FormData, name: string): string[] {
  return textOf(data, name)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

/** What is wrong with a list, or with one of its lines. */
function at(errors: Record<string, string>, name: string): string | undefined {
  return errors[name] ?? Object.entries(errors).find(([field]) => field.startsWith(`${name}.`))?.[1]
}
