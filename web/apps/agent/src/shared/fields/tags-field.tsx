import { MultiPicker, PaintTile, Tag } from '@tessera/ui'
import { Tags } from 'lucide-react'
import { t } from '@/shared/i18n'
import { useTags } from '@/shared/catalogue/queries'
import { keysOf } from '@/shared/hotkeys'
import { useMayWrite } from '@/shared/tickets/queries'
import { fitTag, useSeenTags } from '@/shared/tickets/tags'
import { useTicketActions } from '@/shared/tickets/use-ticket-actions'
import { FieldButton, type FieldProps, useChoosing } from './property'

/** Some lines; the rest of many are counted. */
const SHOWN = 8

export function TagsField({ ticket, look }: FieldProps) {
  const [open, setOpen] = useChoosing('tags')
  const mayWrite = useMayWrite()
  const { change } = useTicketActions()
  const known = useTags()
  const tags = known.shown(ticket.tags)
  // Whoever may choose others finds all of them where they are chosen.
  const most = mayWrite ? SHOWN : tags.length
  const shown = look({
    icon: <Tags size={15} className="text-icon" aria-hidden="true" />,
    value: tags.length > 0 ? tags.join(', ') : t('properties.noTags'),
    content:
      tags.length > 0 ? (
        <span className="flex min-w-0 flex-wrap items-center gap-1 self-center py-1.5">
          {tags.slice(0, most).map((tag) => (
            <Tag key={tag} name={tag} colour={known.colourOf(tag)} />
          ))}
          {tags.length > most && (
            <span dir="ltr" title={tags.slice(most).join(', ')} className="text-xs text-quiet tabular-nums">
              +{tags.length - most}
            </span>
          )}
        </span>
      ) : undefined,
    name: t('field.tags'),
    disabled: !mayWrite,
    unset: tags.length === 0,
  })
  if (!mayWrite) return shown
  return <TagPicker tags={tags} open={open} onOpenChange={setOpen} onToggle={toggle} shown={shown} />

  function toggle(tag: string, chosen: boolean) {
    change(ticket.id, chosen ? { add_tags: [tag] } : { remove_tags: [tag] })
  }
}

type PickerProps = {
  tags: string[]
  open: boolean
  onOpenChange: (open: boolean) => void
  onToggle: (tag: string, chosen: boolean) => void
  shown: React.ReactNode
}

function TagPicker({ tags, open, onOpenChange, onToggle, shown }: PickerProps) {
  const known = useTags()
  // The most used first, then whatever else the organization has.
  const seen = [...new Set([...known.shown(useSeenTags(open)), ...known.names])]
  return (
    <MultiPicker
      label={t('field.tags')}
      chosen={tags}
      options={[...tags, ...seen.filter((tag) => !tags.includes(tag))]}
      markOf={(tag) => <PaintTile colour={known.colourOf(tag)} />}
      onToggle={onToggle}
      searchLabel={t('properties.searchTags')}
      empty={t('properties.emptyTags')}
      createLabel={(tag) => t('properties.createTag', { tag })}
      fit={fitTag}
      open={open}
      onOpenChange={onOpenChange}
    >
      <FieldButton hint={t('command.tags')} keys={keysOf('tags')}>
        {shown}
      </FieldButton>
    </MultiPicker>
  )
}
