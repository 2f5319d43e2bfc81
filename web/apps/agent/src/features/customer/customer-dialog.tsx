import type { Customer } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { Field, Input, Textarea } from '@tessera/ui'
import { useId, useState } from 'react'
import { t } from '@/shared/i18n'
import { textOf } from '@/shared/form'
import { TimeZones } from '@/shared/hours/time-zones'
import { RecordDialog } from '@/shared/record-dialog'
import { useServices } from '@/shared/services'
import { CompanyField } from './company-field'
import { LanguageField } from './language-field'
import { at, linesOf } from './lines'
import { OwnFieldInputs, useOwnFields } from './own-fields'
import { keepCustomer } from './queries'

type Props = { customer: Customer | null; onClose: () => void; onSaved?: (customer: Customer) => void }

/** Who a customer is, and what agents should know of them; null adds one. */
export function CustomerDialog({ customer, onClose, onSaved }: Props) {
  const { api } = useServices()
  const client = useQueryClient()
  const [companyId, setCompanyId] = useState(customer?.company_id ?? null)
  const [language, setLanguage] = useState(customer?.language ?? null)
  const own = useOwnFields('person', customer?.fields)
  const zones = useId()

  async function save(data: FormData) {
    const body = {
      name: textOf(data, 'name'),
      emails: linesOf(data, 'emails'),
      phones: linesOf(data, 'phones'),
      notes: textOf(data, 'notes'),
      company_id: companyId,
      language,
      time_zone: textOf(data, 'time_zone').trim() || null,
      fields: own.wish,
    }
    const saved = await (customer
      ? api.patchCustomer(customer.id, body, customer.version)
      : api.createCustomer({ ...body, metadata: {} }))
    keepCustomer(client, saved)
    onSaved?.(saved)
  }
  return (
    <RecordDialog
      title={customer ? t('customer.edit', { name: customer.name || customer.email }) : t('people.add')}
      submitLabel={t('action.save')}
      save={save}
      onClose={onClose}
      check={own.check}
      changed={companyId !== (customer?.company_id ?? null) || language !== (customer?.language ?? null) || own.changed}
    >
      {(errors) => (
        <>
          <Field label={t('admin.name')} error={errors['name']}>
            {(ids) => <Input {...ids} name="name" defaultValue={customer?.name} maxLength={200} autoComplete="off" />}
          </Field>
          <Field
            label={t('customer.emails')}
            hint={t('customer.emailsHint')}
            error={at(errors, 'emails') ?? errors['email']}
          >
            {(ids) => (
              <Textarea {...ids} name="emails" className="min-h-16" defaultValue={customer?.emails.join('\n')} />
            )}
          </Field>
          <Field label={t('customer.phones')} error={at(errors, 'phones')}>
            {(ids) => (
              <Textarea {...ids} name="phones" className="min-h-16" defaultValue={customer?.phones.join('\n')} />
            )}
          </Field>
          <CompanyField customer={customer} chosen={companyId} onChoose={setCompanyId} />
          <div className="grid gap-4 md:grid-cols-2">
            <LanguageField chosen={language} error={errors['language']} onChoose={setLanguage} />
            <Field label={t('customer.timeZone')} error={errors['time_zone']}>
              {(ids) => (
                <>
                  <Input
                    {...ids}
                    name="time_zone"
                    list={zones}
                    defaultValue={customer?.time_zone ?? ''}
                    maxLength={64}
                    autoComplete="off"
                    spellCheck={false}
                    placeholder="Europe/Lisbon"
                  />
                  <TimeZones id={zones} />
                </>
              )}
            </Field>
          </div>
          <OwnFieldInputs own={own} errors={errors} />
          <Field label={t('customer.notes')} hint={t('customer.notesHint')} error={errors['notes']}>
            {(ids) => <Textarea {...ids} name="notes" defaultValue={customer?.notes} maxLength={10_000} />}
          </Field>
        </>
      )}
    </RecordDialog>
  )
}
