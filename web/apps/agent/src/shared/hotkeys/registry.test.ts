// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { COMMANDS, isFor } from './commands'
import { chordOf, createRegistry, listen } from './registry'

const key = (name: string, rest: KeyboardEventInit = {}) =>
  new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...rest })

describe('hotkeys', () => {
  const registry = createRegistry()
  const ran: string[] = []
  let stop: () => void

  beforeEach(() => {
    ran.length = 0
    stop = listen(registry)
    document.body.innerHTML = '<input /><button>b</button><div role="dialog"><p>d</p></div><p>page</p>'
  })
  afterEach(() => stop())

  const press = (selector: string, event: KeyboardEvent) => document.querySelector(selector)!.dispatchEvent(event)

  it('run the command that was registered last, and the one beneath when that is gone', () => {
    const lower = registry.register('back', () => ran.push('lower'))
    const upper = registry.register('back', () => ran.push('upper'))
    press('body > p', key('Escape'))
    upper()
    press('body > p', key('Escape'))
    lower()
    press('body > p', key('Escape'))
    expect(ran).toEqual(['upper', 'lower'])
  })

  it('are of the ticket that has the focus, and never of the one beside it', () => {
    const told = () => [registry.run('reply'), registry.run('back'), registry.run('next')]
    const undo = [
      registry.register('reply', () => ran.push('reply to the main one'), 'main'),
      registry.register('back', () => ran.push('close the one beside'), 'beside'),
      registry.register('back', () => ran.push('back to the list'), 'main'),
      registry.register('next', () => ran.push('next')),
    ]
    expect(told()).toEqual([true, true, true])
    expect(ran.splice(0)).toEqual(['reply to the main one', 'back to the list', 'next'])
    registry.turnTo('beside')
    expect(told()).toEqual([false, true, true])
    expect(ran.splice(0)).toEqual(['close the one beside', 'next'])
    expect(registry.available()).toEqual(['next', 'back'])
    const above = registry.register('next', () => ran.push('its own'), 'beside')
    registry.register('next', () => ran.push('of neither'))()
    registry.run('next')
    expect(ran.splice(0)).toEqual(['its own'])
    undo.forEach((each) => each())
    above()
    registry.turnTo('main')
  })

  it('are for what is chosen in the list, and never for a ticket that is open beside it', () => {
    const undo = [
      registry.register('close', () => ran.push('close the chosen'), 'chosen'),
      registry.register('close', () => ran.push('close the open one'), 'main'),
      registry.register('follow', () => ran.push('follow the open one'), 'main'),
      registry.register('next', () => ran.push('next')),
      registry.onRefused(() => ran.push('one by one')),
    ]
    const close = () => key('c', { ctrlKey: true, shiftKey: true })
    press('body > p', close())
    registry.choose(true)
    press('body > p', close())
    press('body > p', key('f'))
    press('body > p', key('j'))
    expect(ran.splice(0)).toEqual(['close the open one', 'close the chosen', 'one by one', 'next'])
    expect(registry.available()).toEqual(['next', 'close'])
    // A button of the open ticket means that, and so does its text.
    registry.run('follow')
    document.querySelector('input')!.focus()
    press('input', close())
    expect(ran.splice(0)).toEqual(['follow the open one', 'close the open one'])
    registry.choose(false)
    undo.forEach((each) => each())
  })

  it('leave letters alone where somebody types or a layer is open, but not Ctrl or ⌘ chords in a field', () => {
    const undo = [registry.register('next', () => ran.push('next')), registry.register('send', () => ran.push('send'))]
    press('input', key('j'))
    press('[role=dialog] p', key('j'))
    press('input', key('Enter', { ctrlKey: true }))
    press('input', key('Enter', { metaKey: true }))
    press('body > p', key('j'))
    undo.forEach((each) => each())
    expect(ran).toEqual(['send', 'send', 'next'])
  })

  it('are heard where a box is ticked, which is no typing', () => {
    const undo = registry.register('goInbox', () => ran.push('inbox'))
    document.body.innerHTML = '<input type="checkbox" />'
    press('input', key('g'))
    press('input', key('i'))
    undo()
    expect(ran).toEqual(['inbox'])
  })

  it('leave Enter to the button that has the focus', () => {
    const undo = registry.register('open', () => ran.push('open'))
    press('button', key('Enter'))
    press('body > p', key('Enter'))
    undo()
    expect(ran).toEqual(['open'])
  })

  it('take two keys one after the other, not within a field', () => {
    const undo = registry.register('goInbox', () => ran.push('inbox'))
    press('body > p', key('i'))
    press('body > p', key('g'))
    press('body > p', key('i'))
    press('input', key('g'))
    press('body > p', key('i'))
    undo()
    expect(ran).toEqual(['inbox'])
  })

  it('tell what is available', () => {
    const undo = registry.register('reply', () => undefined)
    expect(registry.available()).toEqual(['reply'])
    undo()
    expect(registry.available()).toEqual([])
  })

  it('never share a key', () => {
    const all = Object.values(COMMANDS).flatMap((command) => [...command.keys])
    expect(new Set(all).size).toBe(all.length)
  })

  it('are told of to whom they are for', () => {
    expect(isFor('deleteTicket', ['tickets:read', 'tickets:write'])).toBe(false)
    expect(isFor('deleteTicket', ['tickets:delete'])).toBe(true)
    expect(isFor('help', [])).toBe(true)
  })

  it.each([
    [{ key: 'K', ctrlKey: true, shiftKey: true }, 'mod+shift+k'],
    [{ key: '?', shiftKey: true }, '?'],
    [{ key: 'ArrowDown' }, 'arrowdown'],
    [{ key: 'ؤ', code: 'KeyC' }, 'c'],
    [{ key: 'Л', code: 'KeyK', ctrlKey: true, shiftKey: true }, 'mod+shift+k'],
    [{ key: 'y', code: 'KeyZ' }, 'y'],
    [{ key: 'ö', code: 'Semicolon' }, 'ö'],
    [{ key: '[', ctrlKey: true, altKey: true, getModifierState: (of: string) => of === 'AltGraph' }, '['],
  ])('spell %j as %s', (event, chord) => {
    expect(chordOf({ code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...event })).toBe(chord)
  })
})
