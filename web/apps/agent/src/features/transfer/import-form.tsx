import { type ImportPreview, newId } from '@tessera/api'
import { useQuery } from '@tanstack/react-query'
import { Banner, Button, Field, FileButton, Input } from '@tessera/ui'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { useColumnName } from '@/shared/jobs/use-column-name'
import { useServices } from '@/shared/services'
import { outcomeOf } from '@/shared/tickets/changes'
import { Check } from './check'
import { type Kind, KindField } from './export-form'
import { JobOutcome } from './job-outcome'
import { Mapping } from './mapping'
import { useBegin } from './use-begin'

type Sent = { fileId: string; filename: string }
type Chosen = Sent & { preview: ImportPreview }

/** A file is sent, looked at, its columns are named, checked without writing, and then imported. */
export function ImportForm() {
  const [kind, setKind] = useState<Kind>('tickets')
  const { share, problem: notSent, sent, choose } = useSent()
  const { preview, problem: notRead } = usePreview(kind, sent)
  const problem = notSent || notRead
  return (
    <section aria-labelledby="import-title" className="flex flex-col gap-4 border-t border-line pt-8">
      <h2 id="import-title" className="text-md font-semibold text-strong">
        {t('transfer.import')}
      </h2>
      <p className="max-w-(--measure) text-quiet">{t('transfer.importText')}</p>
      <div className="grid max-w-xl gap-4 md:grid-cols-2">
        <KindField value={kind} onChange={setKind} />
        <Field
          label={t('transfer.file')}
          hint={share === null ? t('transfer.fileHint') : t('transfer.sending', { share })}
        >
          {(ids) => (
            <FileButton
              {...ids}
              text={t('transfer.chooseFile')}
              accept=".csv,.tsv,.txt,.jsonl,.ndjson"
              onFile={(file) => choose(file)}
            />
          )}
        </Field>
      </div>
      {problem && <Banner tone="danger">{problem}</Banner>}
      {sent && preview && <Columns key={`${kind} ${sent.fileId}`} kind={kind} chosen={{ ...sent, preview }} />}
    </section>
  )
}

/** The file that was chosen, once the file store has it. */
function useSent() {
  const { api, upload } = useServices()
  const [share, setShare] = useState<number | null>(null)
  const [problem, setProblem] = useState('')
  const [sent, setSent] = useState<Sent | null>(null)

  async function send(file: File): Promise<void> {
    setShare(0)
    try {
      const begun = await api.beginImportFile({ filename: file.name, size: file.size })
      // The file store takes exactly what the form says, whatever the browser believes the file to be.
      await upload(begun.upload, file, (part) => setShare(Math.round(part * 100)), new AbortController().signal)
      setSent({ fileId: begun.file_id, filename: file.name })
    } catch (error) {
      setProblem(reasonOf(error))
    } finally {
      setShare(null)
    }
  }
  function choose(file: File | undefined) {
    setSent(null)
    setProblem('')
    if (file) void send(file)
  }
  return { share, problem, sent, choose }
}

/** Its columns, read as those of tickets, people or companies: whoever chose the wrong one need not send it again. */
function usePreview(kind: Kind, sent: Sent | null) {
  const { api } = useServices()
  const { data, error } = useQuery({
    queryKey: ['import-preview', kind, sent?.fileId],
    queryFn: () => api.previewImport({ kind, file_id: sent!.fileId }),
    enabled: sent !== null,
    staleTime: Infinity,
    retry: false,
  })
  return { preview: data, problem: error ? reasonOf(error) : '' }
}

function reasonOf(error: unknown): string {
  const outcome = outcomeOf(error)
  return (outcome.kind === 'failed' && outcome.detail) || t('error.unreachableChange')
}

function Columns({ kind, chosen }: { kind: Kind; chosen: Chosen }) {
  const { api } = useServices()
  const [mapping, setMapping] = useState(chosen.preview.mapping)
  const [update, setUpdate] = useState(false)
  const [tag, setTag] = useState('')
  const { jobId, busy, begin } = useBegin()
  const nameOf = useColumnName()
  const missing = chosen.preview.required.filter((field) => !Object.values(mapping).includes(field))

  function start(dry_run: boolean) {
    const tags = kind === 'tickets' && tag.trim() ? [tag] : []
    const file = { file_id: chosen.fileId, filename: chosen.filename }
    // Unless somebody chose otherwise, names of JSON lines that come up further down are taken for what they mean.
    const wanted = mapping === chosen.preview.mapping ? null : mapping
    begin(() => api.beginImport({ id: newId(), kind, ...file, mapping: wanted, dry_run, update, tags }))
  }
  return (
    <div className="flex flex-col gap-4">
      <Mapping preview={chosen.preview} mapping={mapping} onChange={setMapping} />
      {missing.length > 0 && (
        <p role="alert" className="text-danger-text">
          {t('transfer.missing', { fields: missing.map(nameOf).join(', ') })}
        </p>
      )}
      {kind === 'tickets' && (
        <div className="max-w-xs">
          <Field label={t('transfer.tag')} hint={t('transfer.tagHint')}>
            {(ids) => <Input {...ids} value={tag} maxLength={50} onChange={(event) => setTag(event.target.value)} />}
          </Field>
        </div>
      )}
      <Check label={t('transfer.update')} checked={update} onChange={setUpdate} />
      <div className="flex gap-2">
        <Button busy={busy} disabled={missing.length > 0} onClick={() => start(true)}>
          {t('transfer.check')}
        </Button>
        <Button variant="primary" busy={busy} disabled={missing.length > 0} onClick={() => start(false)}>
          {t('transfer.beginImport')}
        </Button>
      </div>
      {jobId && <JobOutcome jobId={jobId} />}
    </div>
  )
}
