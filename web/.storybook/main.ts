import type { StorybookConfig } from '@storybook/react-vite'
import tailwindcss from '@tailwindcss/vite'
import { catalogues } from '../apps/agent/vite/catalogues'
import { emoji } from '../apps/agent/vite/emoji'

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['../packages/ui/src/**/*.stories.tsx', '../apps/agent/src/**/*.stories.tsx'],
  staticDirs: ['../apps/agent/public'],
  core: { disableTelemetry: true },
  viteFinal: (vite) => ({
    ...vite,
    plugins: [...(vite.plugins ?? []), tailwindcss(), catalogues(), emoji()],
    resolve: { ...vite.resolve, alias: { '@': new URL('../apps/agent/src', import.meta.url).pathname } },
  }),
}

export default config
