import '@/shared/i18n/settings'
import type { TagDefinition } from '@tessera/api'
import { Button, type Colour, ColourPicker, EmptyState, Field, Input, PaintTile, Select, Tag } from '@tessera/ui'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { useCatalogue } from '@/shared/catalogue/queries'
import { Page } from '@/shared/page'
import { RecordDialog } from '@/shared/record-dialog'
import { useServices } from '@/shared/services'
import { fitTag } from '@/shared/tickets/tags'
import { RowButtons } from './row-buttons'
import { DefinitionRow } from './rows'

const KEEP = 'keep'
const SEARCHABLE = 8

export function TagsPage() {
  const { tags } = useCatalogue()
  const [query, setQuery] = useState('')
  const [editing, setEditing] = useState<{ tag: TagDefinition | null } | null>(null)
  const matching = tags.filter((tag) => [tag.name, ...tag.aliases].some((name) => name.includes(fitTag(query))))
  const deleted = matching.filter((tag) => tag.deleted)
  const live = matching.filter((tag) => !tag.deleted)
  return (
    <Page
      title={t('settings.section.tags')}
      text={t('catalogue.tagsText')}
      action={
        <Button variant="primary" onClick={() => setEditing({ tag: null })}>
          <Plus size={14} aria-hidden="true" />
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
      {tags.length === 0 && (
        <EmptyState mosaic="inbox" title={t('catalogue.noTagsTitle')} text={t('catalogue.noTagsText')} />
      )}
      {live.length > 0 && (
        <ul className="border-t border-line">
          {live.map((tag) => (
            <TagRow key={tag.id} tag={tag} onEdit={() => setEditing({ tag })} />
          ))}
        </ul>
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
      {editing && <TagDialog tag={editing.tag} tags={tags} onClose={() => setEditing(null)} />}
    </Page>
  )
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

type DialogProps = { tag: TagDefinition | null; tags: TagDefinition[]; onClose: () => void }

function TagDialog({ tag, tags, onClose }: DialogProps) {
  const { api } = useServices()
  const [name, setName] = useState(tag?.name ?? '')
  const [colour, setColour] = useState<Colour>(tag?.colour ?? 'blue')
  const [into, setInto] = useState(KEEP)
  const others = tags.filter((each) => each.id !== tag?.id && !each.deleted)
  const target = others.find((each) => each.id === into)

  function save() {
    if (!tag) return api.createTag({ name, colour })
    return target ? api.mergeTag(tag.id, target.id) : api.patchTag(tag.id, { name, colour }, tag.version)
  }
  return (
    <RecordDialog
      title={tag ? t('catalogue.edit', { name: tag.name }) : t('catalogue.newTag')}
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
          {tag && others.length > 0 && (
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
