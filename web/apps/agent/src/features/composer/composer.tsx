import type { TicketDetail } from '@tessera/api'
import { IconButton, Skeleton, cn } from '@tessera/ui'
import { Paperclip } from 'lucide-react'
import { type DragEvent, type FocusEvent, type RefObject, Suspense, useEffect, useRef, useState } from 'react'
import { t } from '@/shared/i18n'
import { registry, useCommand } from '@/shared/hotkeys'
import { begunOn, useBeginning } from '@/shared/messages/begin'
import { changeDraft, changeText, currentDraft, useDraft } from '@/shared/messages/draft-store'
import { useDraftSync } from '@/shared/messages/draft-sync'
import { PAPERS, type Paper, isEmpty } from '@/shared/messages/drafts'
import { carrying } from '@/shared/messages/forward'
import { standsIn } from '@/shared/messages/pictures'
import { useDesk } from '@/shared/tickets/use-desk'
import { usePlaced } from '@/shared/tickets/use-placed'
import { linesOf } from '@/shared/messages/addresses'
import { part } from '@/shared/part'
import { FileChips } from './file-chips'
import { InThread } from './in-thread'
import { KindTabs } from './kind-tabs'
import { MacroButton } from './macro-button'
import { PaperText } from './paper-text'
import { Recipients } from './recipients'
import { SendButtons } from './send-buttons'
import { useSubmit } from './use-submit'
import { WhoTypes } from './who-types'
import { useUploads } from './use-uploads'

const ForwardLines = part(() => import('./forward-lines').then((module) => ({ default: module.ForwardLines })))

/** To the customer, or not: different papers, colours and texts, so that nobody ever mistakes one for the other. */
export function Composer({ ticket }: { ticket: TicketDetail }) {
  const desk = useDesk()
  const draft = useDraft(desk.me, ticket.id)
  useDraftSync(ticket.id, draft)
  const label = usePlaced(t('composer.label'))
  const { kind } = draft
  const content = draft[kind]
  const { carried } = draft
  const [unaddressed, setUnaddressed] = useState(0)
  const [focusRequest, setFocusRequest] = useState(0)
  const change = (rest: Parameters<typeof changeDraft>[2], replaced?: boolean) =>
    changeDraft(desk.me, ticket.id, rest, replaced)
  const files = useDraftFiles(ticket.id, kind)
  const entered = useEntered()
  const fileInput = useRef<HTMLInputElement>(null)
  const opened = useOpened(kind)

  function choose(next: Paper) {
    const forward = next === 'forward' && (currentDraft(desk.me, ticket.id).carried ?? carrying(ticket))
    change({ kind: next, ...(forward && { carried: forward }) })
    // Whom it goes to comes first.
    if (forward && !forward.to) setUnaddressed((count) => count + 1)
    else setFocusRequest((count) => count + 1)
  }
  const { submit, refused } = useSubmit(ticket, draft, files.uploads.length > 0)

  useCommand('reply', () => choose('reply'))
  useCommand('note', () => choose('note'))
  useCommand('forward', () => choose('forward'))
  useCommand('send', () => submit())
  // The ticket may have been opened to write on it, and what was sent may come back to be written on.
  const wanted = useBeginning()
  useEffect(() => {
    const paper = begunOn(ticket.id, PAPERS)
    if (paper) registry.run(paper)
  }, [ticket.id, wanted])

  const footer = (
    <>
      <AttachButton onClick={() => fileInput.current?.click()} />
      <MacroButton ticketId={ticket.id} onUsed={() => setFocusRequest((count) => count + 1)} />
      <span className="flex-1" />
      <SendButtons
        kind={kind}
        ticket={ticket}
        disabled={kind === 'forward' ? !carried : isEmpty(content) && files.uploads.length === 0}
        sending={files.sending}
        onSend={submit}
      />
    </>
  )
  const attached = (
    <FileChips
      files={content.files.filter(({ id }) => !standsIn(content.html, id))}
      uploads={files.uploads}
      onRemove={files.remove}
      onRetry={files.retry}
      onCancel={files.cancel}
    />
  )
  return (
    <section
      aria-label={label}
      data-testid="composer"
      data-kind={kind}
      data-writes
      {...(entered.now && { 'data-entered': '' })}
      {...entered.target}
      {...files.dropTarget}
      className={cn(
        'group/composer flex max-h-1/2 shrink-0 flex-col border-t short:min-h-0 short:shrink short:data-entered:max-h-full',
        kind === 'reply' ? 'border-line bg-canvas' : 'border-note-line bg-note',
        files.over && 'outline-2 -outline-offset-4 outline-accent outline-dashed',
      )}
    >
      <div className="mx-auto flex min-h-0 w-full max-w-[calc(var(--measure)+64px)] flex-col bg-inherit md:px-2.5 short:overflow-y-auto">
        <div className="flex shrink-0">
          <KindTabs kind={kind} onChoose={choose} />
          <WhoTypes ticketId={ticket.id} />
        </div>
        {draft.replyTo && (
          <InThread ticket={ticket} replyTo={draft.replyTo} onLeave={() => change({ replyTo: null })} />
        )}
        {kind === 'reply' && (
          <Recipients
            usual={ticket.requester}
            lines={linesOf(draft, ticket.participants)}
            refused={refused}
            onChange={change}
          />
        )}
        {kind === 'forward' && carried && (
          <Suspense fallback={<Skeleton className="mx-3.5 my-3 h-3 w-64" />}>
            <ForwardLines
              ticket={ticket}
              carried={carried}
              asked={unaddressed}
              refused={refused}
              onChange={(rest) => change({ carried: { ...carried, ...rest } })}
            />
          </Suspense>
        )}
        <Suspense fallback={<EditorFallback attached={attached} footer={footer} />}>
          {opened.map((paper) => (
            <PaperText
              key={`${paper}-${draft.revisions[paper]}`}
              ticket={ticket}
              paper={paper}
              content={draft[paper]}
              away={paper !== kind}
              focusRequest={focusRequest}
              attached={attached}
              footer={footer}
            />
          ))}
        </Suspense>
        <FileInput ref={fileInput} onFiles={files.add} />
      </div>
    </section>
  )
}

/** The papers that were written on since the ticket was opened: each keeps its editor, with what can be undone there. */
function useOpened(kind: Paper): Paper[] {
  const [opened, setOpened] = useState([kind])
  if (!opened.includes(kind)) setOpened([...opened, kind])
  return opened
}

/**
 * Whether somebody is writing. A button alone does not begin that: what then appears would push it away from under the
 * pointer; and once it has begun, it lasts until the focus is somewhere else altogether.
 */
function useEntered() {
  const [now, setNow] = useState(false)
  return {
    now,
    target: {
      onFocus: ({ target }: FocusEvent) => target.matches('input, [contenteditable]') && setNow(true),
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => currentTarget.contains(relatedTarget) || setNow(false),
    },
  }
}

/** The draft's files: those that are there, those on their way, and the drop of new ones. */
function useDraftFiles(ticketId: string, kind: Paper) {
  const { me } = useDesk()
  const uploads = useUploads(ticketId, kind)
  const [over, setOver] = useState(false)
  return {
    ...uploads,
    over,
    remove: (id: string) =>
      changeText(me, ticketId, kind, ({ files }) => ({ files: files.filter((file) => file.id !== id) })),
    dropTarget: {
      onDragOver(event: DragEvent) {
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: () => setOver(false),
      onDrop(event: DragEvent) {
        setOver(false)
        if (event.defaultPrevented) return
        event.preventDefault()
        uploads.add(event.dataTransfer.files)
      },
    },
  }
}

function AttachButton({ onClick }: { onClick: () => void }) {
  return <IconButton icon={Paperclip} size={15} label={t('composer.attach')} onClick={onClick} className="size-7" />
}

/** Stands outside of what loads late: a file that is chosen while the editor comes must not be lost with its old button. */
function FileInput({
  ref,
  onFiles,
}: {
  ref: RefObject<HTMLInputElement | null>
  onFiles: (files: Iterable<File>) => void
}) {
  return (
    <input
      ref={ref}
      type="file"
      multiple
      hidden
      data-testid="attach-input"
      onChange={(event) => {
        onFiles([...(event.target.files ?? [])])
        event.target.value = ''
      }}
    />
  )
}

function EditorFallback({ attached, footer }: { attached: React.ReactNode; footer: React.ReactNode }) {
  return (
    <>
      <div className="min-h-10 px-3.5 py-2.5">
        <Skeleton className="h-3 w-48" />
      </div>
      {attached}
      <div className="flex shrink-0 items-center gap-0.5 px-2 pb-2">{footer}</div>
    </>
  )
}
