import type {} from '@testing-library/jest-dom/vitest'
import { afterEach } from 'vitest'

// Most files have no page, and are done before these are loaded.
if ('document' in globalThis) {
  await import('@testing-library/jest-dom/vitest')
  const { cleanup } = await import('@testing-library/react')
  afterEach(cleanup)
}

// jsdom lays nothing out.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
}
