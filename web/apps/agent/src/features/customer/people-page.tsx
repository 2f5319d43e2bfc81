import '@/shared/i18n/customer'
import { useNavigate } from '@tanstack/react-router'
import { Suspense } from 'react'
import { t } from '@/shared/i18n'
import { part } from '@/shared/part'
import { ListPage } from './list-page'
import { usePeople } from '@/shared/people/queries'
import { PersonRow } from './rows'

const CustomerDialog = part(() => import('./customer-dialog').then((module) => ({ default: module.CustomerDialog })))

/** Everybody who ever wrote, or was added. */
export function PeoplePage() {
  const navigate = useNavigate()
  return (
    <ListPage
      texts={{
        title: t('people.title'),
        add: t('people.add'),
        find: t('people.find'),
        none: [t('people.nobody'), t('people.nobodyText')],
        noneFound: [t('people.nobodyFound'), t('people.nobodyFoundText')],
      }}
      useList={usePeople}
      row={(person) => <PersonRow person={person} />}
      dialog={(close) => (
        <Suspense>
          <CustomerDialog
            customer={null}
            onClose={close}
            onSaved={({ id }) => void navigate({ to: '/people/$customerId', params: { customerId: id } })}
          />
        </Suspense>
      )}
    />
  )
}
