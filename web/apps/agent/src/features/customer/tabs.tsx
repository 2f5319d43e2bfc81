import { Link } from '@tanstack/react-router'
import { t } from '@/shared/i18n'

const TAB =
  'flex h-7 items-center rounded-control px-2.5 text-quiet hover:text-strong aria-[current=page]:bg-pressed aria-[current=page]:font-medium aria-[current=page]:text-strong pointer-coarse:h-11'

/** People, and where they work. */
export function CustomerTabs() {
  return (
    <nav aria-label={t('people.sections')} className="-mt-1 mb-4 flex gap-1">
      <Link to="/people" className={TAB}>
        {t('people.title')}
      </Link>
      <Link to="/companies" className={TAB}>
        {t('companies.title')}
      </Link>
    </nav>
  )
}
