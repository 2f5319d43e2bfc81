import { describe, expect, it } from 'vitest'
import { blackOut } from './black-out'

describe('blackOut', () => {
  it('puts a mark in the place of what is chosen', () => {
    expect(blackOut('PIN 1234, ok', 4, 8)).toBe('PIN ███, ok')
  })
  it('makes one mark of two that meet', () => {
    expect(blackOut('a ███ b', 4, 7)).toBe('a ███')
    expect(blackOut('███b', 3, 4)).toBe('███')
  })
  it('does nothing where nothing is chosen', () => {
    expect(blackOut('abc', 1, 1)).toBe('abc')
  })
})
