import { newId } from '@tessera/api'
import { Button, Field, Select } from '@tessera/ui'
import { type FormEvent, useState } from 'react'
import { t } from '@/shared/i18n'
import { useServices } from '@/shared/services'
import { JobOutcome } from './job-outcome'
import { Check } from './check'
import { useBegin } from './use-begin'

export type Kind = 'tickets' | 'people' | 'companies'

export function ExportForm() {
  const { api } = useServices()
  const [kind, setKind] = useState<Kind>('tickets')
  const [format, setFormat] = useState<'csv' | 'jsonl'>('csv')
  const [messages, setMessages] = useState(false)
  const { jobId, busy, begin } = useBegin()
  const withMessages = kind === 'tickets' && format === 'jsonl'

  function submit(event: FormEvent) {
    event.preventDefault()
    begin(() => api.beginExport({ id: newId(), kind, format, messages: messages && withMessages }))
  }
  return (
    <form onSubmit={submit} className="flex max-w-xl flex-col gap-4" aria-labelledby="export-title">
      <h2 id="export-title" className="text-md font-semibold text-strong">
        {t('transfer.export')}
      </h2>
      <div className="grid gap-4 md:grid-cols-2">
        <KindField value={kind} onChange={setKind} />
        <Field label={t('transfer.format')}>
          {({ id }) => (
            <Select
              id={id}
              value={format}
              onChange={(value) => setFormat(value as typeof format)}
              options={[
                { value: 'csv', label: t('transfer.csv') },
                { value: 'jsonl', label: t('transfer.jsonl') },
              ]}
            />
          )}
        </Field>
      </div>
      {withMessages && <Check label={t('transfer.messages')} checked={messages} onChange={setMessages} />}
      <Button type="submit" variant="primary" className="self-start" busy={busy}>
        {t('transfer.beginExport')}
      </Button>
      {jobId && <JobOutcome jobId={jobId} />}
    </form>
  )
}

export function KindField({ value, onChange }: { value: Kind; onChange: (kind: Kind) => void }) {
  return (
    <Field label={t('transfer.kind')}>
      {({ id }) => (
        <Select
          id={id}
          value={value}
          onChange={(kind) => onChange(kind as Kind)}
          options={[
            { value: 'tickets', label: t('records.tickets') },
            { value: 'people', label: t('records.people') },
            { value: 'companies', label: t('records.companies') },
          ]}
        />
      )}
    </Field>
  )
}
