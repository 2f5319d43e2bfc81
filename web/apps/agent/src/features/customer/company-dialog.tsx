import type { Company } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { Field, Input, Textarea } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { textOf } from '@/shared/form'
import { RecordDialog } from '@/shared/record-dialog'
import { useServices } from '@/shared/services'
import { at, linesOf } from './lines'
import { OwnFieldInputs, useOwnFields } from './own-fields'
import { keepCompany } from './queries'

type Props = { company: Company | null; onClose: () => void; onSaved?: (company: Company) => void }

/** What a company is called, and which mail domains are its own; null makes a new one. */
export function CompanyDialog({ company, onClose, onSaved }: Props) {
  const { api } = useServices()
  const client = useQueryClient()
  const own = useOwnFields('company', company?.fields)

  async function save(data: FormData) {
    const body = {
      name: textOf(data, 'name'),
      domains: linesOf(data, 'domains'),
      notes: textOf(data, 'notes'),
      fields: own.wish,
    }
    const saved = await (company ? api.patchCompany(company.id, body, company.version) : api.createCompany(body))
    keepCompany(client, saved)
    onSaved?.(saved)
  }
  return (
    <RecordDialog
      title={company ? t('customer.edit', { name: company.name }) : t('companies.add')}
      submitLabel={t('action.save')}
      save={save}
      onClose={onClose}
      check={own.check}
      changed={own.changed}
    >
      {(errors) => (
        <>
          <Field label={t('admin.name')} error={errors['name']}>
            {(ids) => <Input {...ids} name="name" defaultValue={company?.name} maxLength={200} autoComplete="off" />}
          </Field>
          <Field label={t('companies.domains')} hint={t('companies.domainsHint')} error={at(errors, 'domains')}>
            {(ids) => (
              <Textarea {...ids} name="domains" className="min-h-16" defaultValue={company?.domains.join('\n')} />
            )}
          </Field>
          <OwnFieldInputs own={own} errors={errors} />
          <Field label={t('customer.notes')} hint={t('customer.notesHint')} error={errors['notes']}>
            {(ids) => <Textarea {...ids} name="notes" defaultValue={company?.notes} maxLength={10_000} />}
          </Field>
        </>
      )}
    </RecordDialog>
  )
}
