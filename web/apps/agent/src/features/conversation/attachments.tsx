import type { Attachment } from '@tessera/api'
import { FileArchive, FileAudio, FileImage, FileText, FileVideo, File as FileIcon, ShieldAlert } from 'lucide-react'
import { type MouseEvent, Suspense, useState } from 'react'
import { formatSize } from '@/shared/format-size'
import { t, LOCALE } from '@/shared/i18n'
import { part } from '@/shared/part'
import { previewOf } from './preview-kind'

const Preview = part(() => import('./attachment-preview').then((module) => ({ default: module.AttachmentPreview })))

function FileGlyph({ type }: { type: string }) {
  const look = { size: 18, strokeWidth: 1.5, 'aria-hidden': true } as const
  if (type.startsWith('image/')) return <FileImage {...look} />
  if (type.startsWith('audio/')) return <FileAudio {...look} />
  if (type.startsWith('video/')) return <FileVideo {...look} />
  if (/zip|tar|compressed/.test(type)) return <FileArchive {...look} />
  return /text|pdf|word|document/.test(type) ? <FileText {...look} /> : <FileIcon {...look} />
}

/** The files that came with a message; what its HTML shows inline is not listed twice. */
export function Attachments({ files, html }: { files: Attachment[]; html: string | null }) {
  const [shown, setShown] = useState<string | null>(null)
  const listed = files.filter((file) => !(file.content_id && html?.includes(`cid:${file.content_id}`)))
  if (listed.length === 0) return null
  return (
    <>
      <ul aria-label={t('ticket.attachments')} className="mt-3 flex flex-wrap gap-2">
        {listed.map((file) => (
          <li key={file.id}>
            {file.scan === 'infected' ? (
              <HarmfulChip file={file} />
            ) : (
              <AttachmentChip file={file} onPreview={() => setShown(file.id)} />
            )}
          </li>
        ))}
      </ul>
      <Suspense>
        {shown && (
          <Preview files={listed.filter(previewOf)} shown={shown} onShow={setShown} onClose={() => setShown(null)} />
        )}
      </Suspense>
    </>
  )
}

const CHIP = 'flex h-11 max-w-64 items-center gap-2.5 overflow-hidden rounded-control border border-line bg-canvas pe-3'

/** A link to the file; a plain click on what can be looked at opens it here. */
function AttachmentChip({ file, onPreview }: { file: Attachment; onPreview: () => void }) {
  const preview = previewOf(file)
  const picture = file.thumbnail_url ?? (preview === 'image' ? file.url : null)

  function look(event: MouseEvent) {
    if (!preview || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    onPreview()
  }
  return (
    <a
      href={file.url}
      target="_blank"
      rel="noopener noreferrer"
      download={file.filename}
      data-testid="attachment"
      onClick={look}
      className={`${CHIP} hover:border-line-strong hover:bg-hover`}
    >
      {picture ? (
        <img src={picture} alt="" loading="lazy" className="size-11 shrink-0 bg-selected object-cover" />
      ) : (
        <span className="flex size-11 shrink-0 items-center justify-center bg-side text-icon">
          <FileGlyph type={file.content_type} />
        </span>
      )}
      <span className="flex min-w-0 flex-col">
        <span className="sr-only">{t(preview ? 'ticket.preview' : 'ticket.download')} </span>
        <bdi className="truncate text-xs font-medium text-strong">{file.filename}</bdi>
        <span className="text-2xs text-quiet tabular-nums">{formatSize(file.size, LOCALE)}</span>
      </span>
    </a>
  )
}

/** It stays in sight, since the customer did send it, and leads nowhere. */
function HarmfulChip({ file }: { file: Attachment }) {
  return (
    <span data-testid="attachment" className={`${CHIP} border-danger-text/40`}>
      <span className="flex size-11 shrink-0 items-center justify-center bg-side text-danger-text">
        <ShieldAlert size={18} strokeWidth={1.5} aria-hidden="true" />
      </span>
      <span className="flex min-w-0 flex-col">
        <bdi className="truncate text-xs font-medium text-strong">{file.filename}</bdi>
        <span className="text-2xs text-danger-text">{t('ticket.harmful')}</span>
      </span>
    </span>
  )
}
