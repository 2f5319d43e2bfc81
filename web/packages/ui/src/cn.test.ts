import { expect, it } from 'vitest'
import { cn } from './cn'

it.each([
  [['size-8 p-1', 'size-7'], 'p-1 size-7'],
  [['h-(--control-height) px-3', 'h-10 px-2'], 'h-10 px-2'],
  [['md:w-[36rem]', 'md:w-[28rem]'], 'md:w-[28rem]'],
  [['md:top-[12vh] md:max-h-[76vh]', 'md:top-[5vh] md:max-h-[90vh]'], 'md:top-[5vh] md:max-h-[90vh]'],
  [['w-full md:w-94', 'hidden md:flex'], 'w-full md:w-94 hidden md:flex'],
  [['bg-side text-sm', false, 'bg-note'], 'text-sm bg-note'],
  [['text-sm text-strong', 'text-quiet'], 'text-sm text-quiet'],
])('%j becomes %s', (classes, expected) => {
  expect(cn(...classes)).toBe(expected)
})
