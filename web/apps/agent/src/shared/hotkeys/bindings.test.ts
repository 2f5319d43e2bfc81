// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import { bind, bindingsOf, browserOwns, commandOf, inTheWay, resetBinding, startsTwo, useBindings } from './bindings'
import { COMMANDS, COMMAND_IDS } from './commands'

describe('own keys', () => {
  afterEach(() => resetBinding())

  it('take the place of ours, and ours come back', () => {
    bind('reply', 'mod+shift+r')
    expect(commandOf('mod+shift+r')).toBe('reply')
    expect(commandOf('r')).toBeUndefined()
    resetBinding('reply')
    expect(commandOf('r')).toBe('reply')
    expect(commandOf('mod+shift+r')).toBeUndefined()
  })

  it('are taken from the command that had them, which keeps its others', () => {
    expect(inTheWay('reply', 'arrowdown')).toEqual(['next'])
    bind('reply', 'arrowdown')
    expect(bindingsOf('next')).toEqual(['j'])
    bind('note', 'j')
    expect(bindingsOf('next')).toEqual([])
    resetBinding('next')
    expect(bindingsOf('next')).toEqual(COMMANDS.next.keys)
    expect(bindingsOf('note')).toEqual([])
  })

  it('cannot hide two keys behind their first', () => {
    const places = COMMAND_IDS.filter((id) => COMMANDS[id].keys.some((keys) => keys.startsWith('g ')))
    expect(places).toContain('goInbox')
    expect(inTheWay('reply', 'g')).toEqual(places)
    bind('reply', 'g')
    expect(startsTwo('g')).toBe(false)
    expect(inTheWay('search', 'r x')).toEqual([])
    expect(inTheWay('search', 'n x')).toEqual(['note'])
  })

  it('may be none', () => {
    bind('reply', '')
    expect(bindingsOf('reply')).toEqual([])
    expect(commandOf('')).toBeUndefined()
  })

  it.each(['{', '{"state":{"own":{"reply":3,"gone":["x"],"note":["q"]}},"version":0}', '{"state":null}', 'null'])(
    'are read whatever is stored: %s',
    async (stored) => {
      localStorage.setItem('tessera.keys', stored)
      await useBindings.persist.rehydrate()
      expect(bindingsOf('reply')).toEqual(COMMANDS.reply.keys)
      expect(useBindings.getState().own).not.toHaveProperty('gone')
    },
  )

  it('warn of what the browser keeps', () => {
    expect(['mod+n', 'mod+shift+t', 'mod+k', 'n'].map(browserOwns)).toEqual([true, true, false, false])
  })
})
