import type { Call } from '../call.ts'
import type { TwimlElement } from './twiml.ts'
import { takesValue } from './attribute-values.ts'
import { vocabularyOf } from './twiml-vocabulary.ts'
import type { ViolationKind, Witness } from '../witness.ts'

/** Notes everything in a document that Twilio would warn of, or that loses callers. Changes nothing. */
export function noteTwimlFaults(
  elements: readonly TwimlElement[],
  { call, witness }: { call: Pick<Call, 'sid'>; witness: Witness },
): void {
  for (const { kind, message } of elements.flatMap(faultsOf)) {
    witness.violation(call.sid, kind, message)
  }
}

interface TwimlFault {
  readonly kind: ViolationKind
  readonly message: string
}

function faultsOf(element: TwimlElement): TwimlFault[] {
  const { name, attributes, children, text } = element
  const faults = foreignParts(element)
  if (name === 'Say' && text.trim() === '') {
    faults.push({ kind: 'empty-say', message: '<Say> has nothing to say.' })
  }
  if (needsAction.has(name) && attributes['action'] === undefined) {
    const message = `<${name}> without an action asks for its own document again.`
    faults.push({ kind: 'missing-action', message })
  }
  const greeting = attributes['welcomeGreeting'] ?? ''
  if (greeting.length > longestGreeting) {
    const message = `The greeting is longer than ${longestGreeting} characters.`
    faults.push({ kind: 'greeting-too-long', message })
  }
  // What is said has markup of its own inside.
  return name === 'Say' ? faults : [...faults, ...children.flatMap(faultsOf)]
}

function foreignParts({ name, attributes, children }: TwimlElement): TwimlFault[] {
  const known = vocabularyOf(name)
  if (known === undefined) return []
  const foreignAttributes = Object.keys(attributes)
    .filter((attribute) => !known.attributes.includes(attribute))
    .map((attribute): TwimlFault => ({
      kind: 'unknown-attribute',
      message: `<${name}> knows no "${attribute}".`,
    }))
  const foreignChildren = children
    .filter((child) => !known.children.includes(child.name))
    .map((child): TwimlFault => ({
      kind: 'nested-verb-not-allowed',
      message: `<${child.name}> has no place inside <${name}>.`,
    }))
  return [...foreignAttributes, ...badValues({ name, attributes }), ...foreignChildren]
}

function badValues({ name, attributes }: Pick<TwimlElement, 'name' | 'attributes'>): TwimlFault[] {
  return Object.entries(attributes)
    .filter(([attribute, value]) => !takesValue(name, { attribute, value }))
    .map(([attribute, value]) => ({
      kind: 'bad-attribute-value',
      message: `<${name}> takes no ${attribute}="${value.slice(0, 50)}".`,
    }))
}

const needsAction = new Set(['Gather', 'Record'])
const longestGreeting = 4000
