import { SunMoon } from 'lucide-react'
import { t } from '@/shared/i18n'
import type { Section } from '../registry'

export default {
  id: 'appearance',
  group: 'own',
  order: 0,
  icon: SunMoon,
  who: 'everybody',
  settings: [
    { id: 'theme', label: () => t('theme.label') },
    { id: 'density', label: () => t('density.label') },
    { id: 'language', label: () => t('language.label') },
    { id: 'undo-send', label: () => t('hold.label') },
  ],
  load: () => import('@/features/appearance/appearance-page').then((module) => module.AppearancePage),
} satisfies Section
