import { Button, cn, passFocus } from '@tessera/ui'
import { CircleAlert, Paperclip, X } from 'lucide-react'
import { formatSize } from '@/shared/format-size'
import { t, LOCALE } from '@/shared/i18n'
import type { SentFile } from '@/shared/messages/drafts'
import type { Uploading } from '@/shared/messages/uploads'

type Props = {
  files: SentFile[]
  uploads: Uploading[]
  onRemove: (id: string) => void
  onRetry: (key: string) => void
  onCancel: (key: string) => void
}

/** More than these are gone through in a place of their own, which fades where there are further ones. */
const MOST_SHOWN = 4

export function FileChips({ files, uploads, onRemove, onRetry, onCancel }: Props) {
  const count = files.length + uploads.length
  if (count === 0) return null
  return (
    <ul
      aria-label={t('ticket.attachments')}
      className={cn(
        'flex shrink-0 flex-wrap gap-1.5 px-3.5 pb-2 short:flex-nowrap short:overflow-x-auto',
        count > MOST_SHOWN &&
          'max-h-31 [mask-image:linear-gradient(#000_calc(100%-20px),transparent)] overflow-y-auto pb-5 short:[mask-image:none] short:pb-2 max-md:max-h-35 pointer-coarse:max-md:max-h-43',
      )}
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
          detail={upload.failed ? `${t('composer.uploadFailed')} ${upload.reason ?? ''}` : percent(upload.share)}
          failed={upload.failed}
          onRetry={upload.failed && !upload.refused ? () => onRetry(upload.key) : undefined}
          onRemove={() => onCancel(upload.key)}
        />
      ))}
    </ul>
  )
}

function percent(share: number): string {
  return new Intl.NumberFormat(LOCALE, { style: 'percent' }).format(share)
}

type ChipProps = {
  name: string
  detail: string
  share?: number | undefined
  failed?: boolean
  /** For one that may come through another time. */
  onRetry?: (() => void) | undefined
  onRemove: () => void
}

function Chip({ name, detail, share, failed = false, onRetry, onRemove }: ChipProps) {
  const Icon = failed ? CircleAlert : Paperclip
  return (
    <li
      ref={passFocus}
      tabIndex={-1}
      {...(failed && { 'data-failed': '' })}
      className={cn(
        'group/file relative flex h-7 w-full items-center gap-1.5 overflow-hidden rounded-control border border-line bg-canvas ps-2 text-xs md:w-auto md:max-w-88 short:w-auto short:max-w-56 short:shrink-0 pointer-coarse:h-11',
        failed && 'h-auto flex-wrap text-danger-text pointer-coarse:h-auto',
      )}
    >
      {share !== undefined && (
        <span
          role="progressbar"
          aria-label={name}
          aria-valuenow={Math.round(share * 100)}
          className="absolute inset-x-0 bottom-0 h-0.5 origin-left bg-accent forced-color-adjust-none transition-transform"
          style={{ transform: `scaleX(${share})` }}
        />
      )}
      <Icon size={13} className="shrink-0 text-icon" aria-hidden="true" />
      <Name name={name} />
      {!failed && <span className="ms-auto shrink-0 text-quiet tabular-nums">{detail}</span>}
      {onRetry && (
        <Button
          size="sm"
          variant="ghost"
          onClick={({ currentTarget }) => {
            // It is not there while the file is on its way.
            currentTarget.closest('li')?.focus()
            onRetry()
          }}
        >
          {t('action.retry')}
        </Button>
      )}
      <button
        type="button"
        aria-label={t('composer.removeFile', { name })}
        onClick={onRemove}
        className="inline-flex size-7 shrink-0 items-center justify-center text-icon hover:bg-hover hover:text-strong pointer-coarse:size-11"
      >
        <X size={13} aria-hidden="true" />
      </button>
      {/* Below its name, where all of it can be read. */}
      {failed && <span className="basis-full pe-2 pb-1.5 wrap-anywhere">{detail}</span>}
    </li>
  )
}

/** So many letters at the end tell apart what begins alike: a number, and what kind of file it is. */
const END = 14

/** A name that is too long is cut in its middle. */
function Name({ name }: { name: string }) {
  const letters = [...name]
  const at = Math.max(0, letters.length - END)
  return (
    <bdi title={name} className="flex min-w-0 whitespace-pre text-strong group-data-failed/file:flex-1">
      <span className="truncate">{letters.slice(0, at).join('')}</span>
      <span className="shrink-0">{letters.slice(at).join('')}</span>
    </bdi>
  )
}
