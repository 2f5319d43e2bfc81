import type { Attachment } from '@tessera/api'
import { FileArchive, FileImage, FileText, File as FileIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatSize } from '@/shared/format-size'
import { LOCALE } from '@/shared/i18n'

const THUMBNAILS = /^image\/(png|jpeg|gif|webp|avif)$/

function FileGlyph({ type }: { type: string }) {
  const look = { size: 18, strokeWidth: 1.5, 'aria-hidden': true } as const
  if (type.startsWith('image/')) return <FileImage {...look} />
  if (/zip|tar|compressed/.test(type)) return <FileArchive {...look} />
  return /text|pdf|word|document/.test(type) ? <FileText {...look} /> : <FileIcon {...look} />
}

/** The files that came with a message; what its HTML shows inline is not listed twice. */
export function Attachments({ files, html }: { files: Attachment[]; html: string | null }) {
  const { t } = useTranslation()
  const listed = files.filter((file) => !(file.content_id && html?.includes(`cid:${file.content_id}`)))
  if (listed.length === 0) return null
  return (
    <ul aria-label={t('ticket.attachments')} className="mt-3 flex flex-wrap gap-2">
      {listed.map((file) => (
        <li key={file.id}>
          <AttachmentChip file={file} />
        </li>
      ))}
    </ul>
  )
}

function AttachmentChip({ file }: { file: Attachment }) {
  const { t } = useTranslation()
  const size = formatSize(file.size, LOCALE)
  return (
    <a
      href={file.url}
      target="_blank"
      rel="noopener noreferrer"
      download={file.filename}
      data-testid="attachment"
      className="flex h-11 max-w-64 items-center gap-2.5 overflow-hidden rounded-control border border-line bg-canvas pe-3 hover:border-line-strong hover:bg-hover"
    >
      {THUMBNAILS.test(file.content_type) ? (
        <img src={file.url} alt="" loading="lazy" className="size-11 shrink-0 bg-selected object-cover" />
      ) : (
        <span className="flex size-11 shrink-0 items-center justify-center bg-side text-icon">
          <FileGlyph type={file.content_type} />
        </span>
      )}
      <span className="flex min-w-0 flex-col">
        <span className="truncate text-xs font-medium text-strong">
          <span className="sr-only">{t('ticket.download')} </span>
          {file.filename}
        </span>
        <span className="text-2xs text-quiet tabular-nums">{size}</span>
      </span>
    </a>
  )
}
