import type { Attachment } from '@tessera/api'
import { useQuery } from '@tanstack/react-query'
import { Button, Dialog, DialogBody, IconButton, Skeleton } from '@tessera/ui'
import { ChevronLeft, ChevronRight, Download } from 'lucide-react'
import { type SyntheticEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { t } from '@/shared/i18n'
import { useServices } from '@/shared/services'
import { previewOf } from './preview-kind'

type Props = { files: Attachment[]; shown: string; onShow: (id: string) => void; onClose: () => void }

/** A file in a window: a picture, a PDF, text, sound or film. The arrow keys go to the message's other files. */
export function AttachmentPreview({ files, shown, onShow, onClose }: Props) {
  const place = files.findIndex((file) => file.id === shown)
  const file = files[place]
  const go = (step: number) => {
    const next = files[place + step]
    if (next) onShow(next.id)
  }
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.target instanceof HTMLMediaElement) return
    if (event.key === 'ArrowRight') go(1)
    if (event.key === 'ArrowLeft') go(-1)
  })
  // On the whole page: where the focus is in the window does not matter.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(event)
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
  if (!file) return null
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={file.filename}
      closeLabel={t('action.close')}
      className="md:h-[76vh] md:w-[min(72rem,92vw)]"
    >
      <div className="flex min-h-0 flex-1 items-center justify-center overflow-auto bg-side">
        <Content key={file.id} file={file} />
      </div>
      <footer className="flex shrink-0 items-center gap-2 border-t border-line px-3 py-2">
        {files.length > 1 && (
          <>
            <IconButton
              icon={ChevronLeft}
              label={t('preview.previous')}
              disabled={place === 0}
              onClick={() => go(-1)}
            />
            <span className="text-xs text-quiet tabular-nums">
              {t('preview.place', { place: place + 1, count: files.length })}
            </span>
            <IconButton
              icon={ChevronRight}
              label={t('preview.next')}
              disabled={place === files.length - 1}
              onClick={() => go(1)}
            />
          </>
        )}
        <span className="flex-1" />
        <SaveButton file={file} />
      </footer>
    </Dialog>
  )
}

function Content({ file: given }: { file: Attachment }) {
  // Addresses are new whenever the ticket is read; what is being looked at does not begin anew for that.
  const [file] = useState(given)
  const kind = previewOf(file)
  const size = file.width && file.height ? { width: file.width, height: file.height } : {}
  if (kind === 'image')
    return (
      <img
        src={file.url}
        alt={file.filename}
        {...size}
        className="h-auto max-h-full w-auto max-w-full object-contain"
      />
    )
  if (kind === 'pdf') return <Pdf file={file} />
  if (kind === 'text') return <Text file={file} />
  if (kind === 'audio' || kind === 'video') return <Player file={file} kind={kind} />
  return <p className="p-6 text-quiet">{t('preview.none')}</p>
}

export function Player({ file, kind }: { file: Attachment; kind: 'audio' | 'video' }) {
  const [dead, setDead] = useState(false)
  const Media = kind
  if (dead)
    return (
      <div role="alert" className="flex flex-col items-center gap-3 p-6 text-quiet">
        {t(kind === 'video' ? 'preview.deadVideo' : 'preview.deadAudio')}
        <SaveButton file={file} />
      </div>
    )
  return (
    <Media
      src={file.url}
      controls
      aria-label={file.filename}
      onError={() => setDead(true)}
      className={kind === 'video' ? 'max-h-full max-w-full' : 'w-full max-w-lg px-4'}
    >
      <track kind="captions" />
    </Media>
  )
}

/** The browser's viewer takes the focus some time after it opened, and the window's keys would not be heard any more.
 * Whoever goes into it, by pointer or by Tab, is let in. */
function Pdf({ file }: { file: Attachment }) {
  const frame = useRef<HTMLIFrameElement>(null)
  useEffect(() => {
    let tabbed = false
    const note = (event: KeyboardEvent) => (tabbed = event.key === 'Tab')
    const lost = () =>
      setTimeout(() => {
        const pdf = frame.current
        if (pdf && document.activeElement === pdf && !tabbed && !pdf.matches(':hover'))
          pdf.closest<HTMLElement>('[role=dialog]')?.focus()
      })
    addEventListener('keydown', note, true)
    addEventListener('blur', lost)
    return () => {
      removeEventListener('keydown', note, true)
      removeEventListener('blur', lost)
    }
  }, [])
  return <iframe ref={frame} src={file.url} title={file.filename} onLoad={focusAround} className="size-full bg-white" />
}

function focusAround(event: SyntheticEvent<HTMLElement>) {
  event.currentTarget.closest<HTMLElement>('[role=dialog]')?.focus()
}

const TEXT = 'font-mono text-xs whitespace-pre-wrap text-strong'

function Text({ file }: { file: Attachment }) {
  const text = useQuery({
    queryKey: ['file-text', file.id],
    queryFn: async () => {
      const answer = await fetch(file.url)
      if (!answer.ok) throw new Error(String(answer.status))
      const words = await answer.text()
      return { words, coloured: await coloured(words, file.filename) }
    },
    staleTime: Infinity,
  })
  if (text.isError) return <p className="p-6 text-quiet">{t('preview.failed')}</p>
  if (!text.data) return <Skeleton className="m-6 h-3 w-64" />
  return (
    <DialogBody tabIndex={0} className="size-full bg-canvas">
      {text.data.coloured === null ? (
        <pre dir="auto" className={TEXT}>
          {text.data.words}
        </pre>
      ) : (
        // The library escapes the text; what it adds is spans with classes.
        <pre dir="ltr" className={`rich-text ${TEXT}`}>
          <code
            className="hljs bg-transparent! p-0! text-xs!"
            dangerouslySetInnerHTML={{ __html: text.data.coloured }}
          />
        </pre>
      )}
    </DialogBody>
  )
}

/** Without a network it stays as plain as it is. */
function coloured(words: string, filename: string): Promise<string | null> {
  return import('./code-colours').then(
    ({ colouredFile }) => colouredFile(words, filename),
    () => null,
  )
}

/** Asks for an address that saves: the one that shows would only show once more. */
function SaveButton({ file }: { file: Attachment }) {
  const { api } = useServices()
  const [failed, setFailed] = useState(false)
  async function save() {
    setFailed(false)
    try {
      location.assign((await api.attachment(file.id)).download_url)
    } catch {
      setFailed(true)
    }
  }
  return (
    <>
      {failed && <span className="text-xs text-danger-text">{t('preview.failed')}</span>}
      <Button onClick={() => void save()}>
        <Download size={14} aria-hidden="true" />
        {t('preview.save')}
      </Button>
    </>
  )
}
