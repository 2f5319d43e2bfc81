import '@/shared/i18n/settings'
import type { TagDefinition } from '@tessera/api'
import {
  Button,
  type Colour,
  ColourPicker,
  EmptyState,
  Field,
  IconButton,
  Input,
  PaintTile,
  Select,
  Tag,
} from '@tessera/ui'
import { Pencil, Plus } from 'lucide-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { useCatalogue } from '@/shared/catalogue/queries'
import { Page } from '@/shared/page'
import { RecordDialog } from '@/shared/record-dialog'
import { useServices } from '@/shared/services'
import { fitTag, useSeenTags } from '@/shared/tickets/tags'
import { definitionOf } from './definition-of'
import { RowButtons } from './row-buttons'
import { DefinitionRow } from './rows'

const KEEP = 'keep'
const SEARCHABLE = 8

/** `plain`: it has no definition yet, but tickets have it. */
type Editing = { tag: TagDefinition | null; plain?: string }

export function TagsPage() {
  const { tags } = useCatalogue()
  const [query, setQuery] = useState('')
  const [editing, setEditing] = useState<Editing | null>(null)
  const matching = tags.filter((tag) => [tag.name, ...tag.aliases].some((name) => name.includes(fitTag(query))))
  const deleted = matching.filter((tag) => tag.deleted)
  const live = matching.filter((tag) => !tag.deleted)
  const plain = usePlainTags(tags).filter((name) => name.includes(fitTag(query)))
  return (
    <Page
      title={t('settings.section.tags')}
      text={t('catalogue.tagsText')}
      action={
        <Button onClick={() => setEditing({ tag: null })}>
          <Plus size={14} aria-hidden="true" className="text-icon" />
          {t('catalogue.newTag')}
        </Button>
      }
    >
      {tags.length > SEARCHABLE && (
        <Input
          type="search"
          aria-label={t('catalogue.searchTags')}
          placeholder={t('catalogue.searchTags')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          className="mb-3 max-w-80"
        />
      )}
      {tags.length + plain.length === 0 && (
        <EmptyState mosaic="inbox" title={t('catalogue.noTagsTitle')} text={t('catalogue.noTagsText')} />
      )}
      {live.length > 0 && (
        <ul className="border-t border-line">
          {live.map((tag) => (
            <TagRow key={tag.id} tag={tag} onEdit={() => setEditing({ tag })} />
          ))}
        </ul>
      )}
      {plain.length > 0 && (
        <section aria-label={t('catalogue.plainTags')} className="mt-8">
          <h2 className="mb-1 font-semibold text-strong">{t('catalogue.plainTags')}</h2>
          <p className="mb-2 max-w-(--measure) text-quiet">{t('catalogue.plainTagsText')}</p>
          <ul className="border-t border-line">
            {plain.map((name) => (
              <DefinitionRow
                key={name}
                mark={
                  <span className="inline-block size-3 rounded-[2px] border border-line-strong" aria-hidden="true" />
                }
                name={name}
              >
                <IconButton
                  icon={Pencil}
                  size={15}
                  label={t('catalogue.edit', { name })}
                  onClick={() => setEditing({ tag: null, plain: name })}
                />
              </DefinitionRow>
            ))}
          </ul>
        </section>
      )}
      {deleted.length > 0 && (
        <section aria-label={t('catalogue.deletedTags')} className="mt-8">
          <h2 className="mb-1 font-semibold text-strong">{t('catalogue.deletedTags')}</h2>
          <ul className="border-t border-line">
            {deleted.map((tag) => (
              <TagRow key={tag.id} tag={tag} onEdit={null} />
            ))}
          </ul>
        </section>
      )}
      {editing && <TagDialog {...editing} tags={tags} onClose={() => setEditing(null)} />}
    </Page>
  )
}

/** What tickets are tagged with, of those that are held here, though nobody defined it. */
function usePlainTags(defined: TagDefinition[]): string[] {
  const used = useSeenTags()
  const known = new Set(defined.flatMap(({ name, aliases }) => [name, ...aliases]))
  return used.filter((name) => !known.has(name)).toSorted((a, b) => a.localeCompare(b))
}

function TagRow({ tag, onEdit }: { tag: TagDefinition; onEdit: (() => void) | null }) {
  const { api } = useServices()
  const { name } = tag

  const also = tag.aliases.length > 0 ? t('catalogue.aliases', { names: tag.aliases.join(', ') }) : undefined
  return (
    <DefinitionRow
      mark={<PaintTile colour={tag.colour} className="size-3" />}
      name={name}
      detail={also}
      faded={!onEdit}
    >
      <RowButtons name={name} onEdit={onEdit} setDeleted={(deleted) => api.patchTag(tag.id, { deleted })} />
    </DefinitionRow>
  )
}

type DialogProps = Editing & { tags: TagDefinition[]; onClose: () => void }

function TagDialog({ tag, plain, tags, onClose }: DialogProps) {
  const { api } = useServices()
  const client = useQueryClient()
  const [name, setName] = useState(tag?.name ?? plain ?? '')
  const [colour, setColour] = useState<Colour>(tag?.colour ?? 'blue')
  const [into, setInto] = useState(KEEP)
  const others = tags.filter((each) => each.id !== tag?.id && !each.deleted)
  const old = tag?.name ?? plain
  const target = others.find((each) => each.id === into)

  async function save() {
    if (!tag && !plain) return api.createTag({ name, colour })
    // What tickets have already is defined as they have it, and is then like any other.
    const known = tag ?? (await definitionOf(api, client, { name: plain!, colour }))
    if (target) return api.mergeTag(known.id, target.id)
    if (known.name === fitTag(name) && known.colour === colour) return known
    return api.patchTag(known.id, { name, colour }, known.version)
  }
  return (
    <RecordDialog
      title={old ? t('catalogue.edit', { name: old }) : t('catalogue.newTag')}
      submitLabel={t('action.save')}
      changed={into !== KEEP}
      onClose={onClose}
      save={save}
    >
      {(errors) => (
        <>
          {!target && (
            <>
              <Field label={t('admin.name')} error={errors['name']}>
                {(ids) => (
                  <Input
                    {...ids}
                    value={name}
                    maxLength={50}
                    autoComplete="off"
                    onChange={(event) => setName(event.target.value)}
                  />
                )}
              </Field>
              <ColourPicker
                label={t('colour.label')}
                value={colour}
                nameOf={(each) => t(`colour.${each}`)}
                onChange={setColour}
              />
            </>
          )}
          {old && others.length > 0 && (
            <Field label={t('catalogue.mergeInto')} hint={target && t('catalogue.mergeHint')} error={errors['into']}>
              {({ id }) => (
                <Select
                  id={id}
                  value={into}
                  onChange={setInto}
                  options={[
                    { value: KEEP, label: t('catalogue.mergeKeep') },
                    ...others.map((each) => ({ value: each.id, label: each.name })),
                  ]}
                />
              )}
            </Field>
          )}
          <div className="flex flex-col gap-1">
            <p className="text-xs font-medium text-strong">{t('catalogue.preview')}</p>
            <p className="flex min-h-10 items-center rounded-control border border-line px-3">
              <Tag
                name={target?.name ?? (fitTag(name) || t('catalogue.newTag'))}
                colour={target?.colour ?? colour}
                className="max-w-full"
              />
            </p>
          </div>
        </>
      )}
    </RecordDialog>
  )
}
