import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { loadTexts } from '@/shared/i18n'
import { followPreferences } from '@/shared/preferences'
import { type Services, createServices } from '@/shared/services'
import { App } from './app'
import './styles.css'

async function servicesOfThisMode(): Promise<Services> {
  // A constant at build time: the fake never comes into a production bundle.
  if (import.meta.env.MODE !== 'fake') return createServices()
  const { createFakeApi } = await import('@/testing/fake-api')
  return createFakeApi().services
}

followPreferences()
await loadTexts()
const services = await servicesOfThisMode()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App services={services} />
  </StrictMode>,
)

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  // Not while the first screen is loading.
  const keep = () => import('./keep-app').then(({ keepApp }) => keepApp())
  // Without a network the next time will do.
  setTimeout(() => void keep().catch(() => undefined), 3000)
}
