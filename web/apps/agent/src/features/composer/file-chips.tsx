import { cn, passFocus } from '@tessera/ui'
import { CircleAlert, Paperclip, X } from 'lucide-react'
import { formatSize } from '@/shared/format-size'
import { t, LOCALE } from '@/shared/i18n'
import type { SentFile } from '@/shared/messages/drafts'
import type { Uploading } from '@/shared/messages/uploads'

type Props = {
  files: SentFile[]
  uploads: Uploading[]
  onRemove: (id: string) => void
  onCancel: (key: string) => void
}

export function FileChips({ files, uploads, onRemove, onCancel }: Props) {
  if (files.length + uploads.length === 0) return null
  return (
    <ul
      aria-label={t('ticket.attachments')}
      className="flex max-h-24 shrink-0 flex-wrap pointer-coarse:max-h-30 gap-1.5 overflow-y-auto px-3.5 pb-2"
    >
      {files.map((file) => (
        <Chip
          key={file.id}
          name={file.filename}
          detail={formatSize(file.size, LOCALE)}
          onRemove={() => onRemove(file.id)}
        />
      ))}
      {uploads.map((upload) => (
        <Chip
          key={upload.key}
          name={upload.filename}
          share={upload.failed ? undefined : upload.share}
          failed={upload.failed}
          detail={upload.failed ? t('composer.uploadFailed', { name: '' }).trim() : percent(upload.share)}
          onRemove={() => onCancel(upload.key)}
        />
      ))}
    </ul>
  )
}

function percent(share: number): string {
  return new Intl.NumberFormat(LOCALE, { style: 'percent' }).format(share)
}

type ChipProps = { name: string; detail: string; share?: number | undefined; failed?: boolean; onRemove: () => void }

function Chip({ name, detail, share, failed = false, onRemove }: ChipProps) {
  const Icon = failed ? CircleAlert : Paperclip
  return (
    <li
      ref={passFocus}
      className={cn(
        'relative flex h-7 max-w-60 items-center gap-1.5 overflow-hidden rounded-control border border-line bg-canvas ps-2 text-xs pointer-coarse:h-11',
        failed && 'text-danger-text',
      )}
    >
      {share !== undefined && (
        <span
          role="progressbar"
          aria-label={name}
          aria-valuenow={Math.round(share * 100)}
          className="absolute inset-x-0 bottom-0 h-0.5 origin-left bg-accent transition-transform"
          style={{ transform: `scaleX(${share})` }}
        />
      )}
      <Icon size={13} className="shrink-0 text-icon" aria-hidden="true" />
      <span className="truncate text-strong">{name}</span>
      <span className="shrink-0 text-quiet tabular-nums">{detail}</span>
      <button
        type="button"
        aria-label={t('composer.removeFile', { name })}
        onClick={onRemove}
        className="inline-flex size-7 shrink-0 items-center justify-center text-icon hover:bg-hover hover:text-strong pointer-coarse:size-11"
      >
        <X size={13} aria-hidden="true" />
      </button>
    </li>
  )
}
