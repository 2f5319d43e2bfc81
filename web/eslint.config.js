import js from '@eslint/js'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import importX from 'eslint-plugin-import-x'
import a11y from 'eslint-plugin-jsx-a11y'
import hooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import tseslint from 'typescript-eslint'

const AGENT = './apps/agent/src'

/** What may import what: shared → features → app, and no feature another one. */
const zones = [
  {
    target: `${AGENT}/shared`,
    from: [`${AGENT}/features`, `${AGENT}/app`],
    message: 'shared stands below features and app.',
  },
  { target: `${AGENT}/features`, from: `${AGENT}/app`, message: 'A feature does not know where it is put.' },
  ...['admin', 'composer', 'conversation', 'inbox', 'new-ticket', 'palette', 'properties', 'sign-in'].map(
    (feature) => ({
      target: `${AGENT}/features/${feature}`,
      from: `${AGENT}/features`,
      except: [`./${feature}`],
      message: 'Features meet in app; what two of them need goes to shared.',
    }),
  ),
  {
    target: `${AGENT}/!(testing)/**/!(*.test).{ts,tsx}`,
    from: `${AGENT}/testing`,
    message: 'Fakes are for tests, stories and the fake mode.',
  },
  { target: './packages', from: './apps', message: 'A package does not know its apps.' },
  { target: './packages/ui', from: './packages/api', message: 'The UI package shows things; it does not fetch them.' },
]

export default tseslint.config(
  { ignores: ['**/dist', 'storybook-static', 'packages/api/src/generated', 'apps/agent/public/api'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommendedTypeChecked, a11y.flatConfigs.recommended, hooks.configs.flat.recommended],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })] },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      'max-lines': ['error', 300],
    },
  },
  // The fake mode's one door; a constant at build time closes it.
  { files: ['apps/agent/src/app/main.tsx'], rules: { 'import-x/no-restricted-paths': 'off' } },
  {
    // A part that cannot be fetched must not take its page with it.
    files: ['apps/agent/src/**/*.tsx'],
    ignores: ['apps/agent/src/shared/part.tsx'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'react', importNames: ['lazy'], message: 'Use part of @/shared/part.' }] },
      ],
    },
  },
  // A redirect is thrown: that is the router's interface.
  { files: ['apps/agent/src/app/router.tsx'], rules: { '@typescript-eslint/only-throw-error': 'off' } },
  {
    // A story shows one state of one component: fakes are what it is made of.
    files: ['**/*.stories.tsx', '**/*.test.{ts,tsx}'],
    rules: { 'import-x/no-restricted-paths': 'off', '@typescript-eslint/require-await': 'off' },
  },
  { files: ['**/testing/**'], rules: { '@typescript-eslint/require-await': 'off' } },
  { files: ['scripts/*.mjs', '*.js'], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  {
    files: ['apps/agent/public/*.js'],
    languageOptions: { globals: globals.browser, sourceType: 'script' },
    rules: { 'no-var': 'off' },
  },
)
