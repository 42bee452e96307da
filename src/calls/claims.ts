import type { ReceiptKind } from './tool.ts'
import type { TranscriptTurn } from './transcript.ts'

/**
 * The sentences in which the agent claims or promises an effect that no receipt of the call proves, such as
 * `I have booked you in`. English. Questions, offers, conditions and denials claim nothing.
 */
export function claimsWithoutReceipt({
  said,
  turns,
}: {
  said: string
  turns: readonly TranscriptTurn[]
}): readonly string[] {
  const proven = new Set(turns.flatMap(receiptKinds))
  return sentencesOf(said).filter((sentence) =>
    claimsIn(sentence).some(({ provenBy }) => !provenBy.some((kind) => proven.has(kind))),
  )
}

interface ClaimPattern {
  readonly pattern: RegExp
  /** Any of these receipts makes the claim true. None: no tool can, so it is never true. */
  readonly provenBy: readonly ReceiptKind[]
}

const byMessage: readonly ReceiptKind[] = ['message-taken', 'callback-scheduled']
const byCallback: readonly ReceiptKind[] = ['callback-scheduled']
const byTransfer: readonly ReceiptKind[] = ['transfer-arranged', 'call-transferred']
const byStop: readonly ReceiptKind[] = ['do-not-call']
const byAnyNote: readonly ReceiptKind[] = [...byMessage, ...byStop]
const byAnything: readonly ReceiptKind[] = [...byMessage, ...byStop, 'contact-saved']
const byDetails: readonly ReceiptKind[] = ['contact-saved', 'message-taken', 'callback-scheduled']

const agentDid = String.raw`\b(?:i|we)(?:'ve| have| just)?(?: (?:just|now|also|already|\w+ly))*`
const agentWill = String.raw`\b(?:i|we)(?:'ll| will| am going to|'m going to)(?: (?:just|now|also|gladly|certainly|\w+ly))*`
const somebodyWill = String.raw`(?:'ll|\bwill|\bgoing to)(?: (?:then|gladly|certainly|\w+ly|try to|be sure to))*`
const wasDone = String.raw`(?:'s|is|are|was|were|has been|have been)(?: (?:now|all|already|safely))*`
const booking = '(?:appointment|reservation|booking|table|slot|room|visit|meeting)'
const scheduled = '(?:scheduled|booked|arranged|set up|confirmed|reserved|put you down)'

const claimPatterns: readonly ClaimPattern[] = [
  claim(`${agentDid} ${scheduled}(?! (?:an?|the|your) ${booking})`, byCallback),
  claim(`${agentDid} (?:made|${scheduled}) (?:an?|the|your) ${booking}`, []),
  claim(`${agentDid} (?:cancell?ed|rescheduled|moved|refunded|ordered)`, []),
  claim(`\\byour ${booking} ?${wasDone} (?:${scheduled}|set|made|cancell?ed|moved)`, []),
  claim(`\\byou(?:'re| are) (?:all )?(?:booked|scheduled)`, []),
  claim(`\\b(?:call ?back|call) ${wasDone} (?:${scheduled}|set|noted)`, byCallback),
  claim(`${somebodyWill} (?:call|ring|phone) (?:you|back)`, byCallback),
  claim(`${somebodyWill} (?:give you a (?:call|ring)|be (?:calling|ringing))`, byCallback),
  claim(`${somebodyWill} have \\w+ (?:call|ring|phone|contact) you`, byCallback),
  claim(`${agentWill} (?:schedule|book|arrange|set up) (?:it|that|this)`, byCallback),
  claim(`\\b(?:i|we)(?:'ve| have) (?:got )?you down for`, byCallback),
  claim(`\\byou(?:'re| are) all set (?:for|on)`, byCallback),
  claim(
    `\\byou(?:'re| are) all set$|\\bconsider it done|\\b(?:all|been) taken care of`,
    byAnything,
  ),
  claim(`\\b(?:i|we) have you (?:scheduled|booked|down)`, byCallback),
  claim(`\\bexpect (?:an? )?(?:\\w+ )?call`, byCallback),
  claim(`${somebodyWill} be there (?:at|on|by|soon|within|today|tomorrow)`, []),
  claim(`\\b(?:we|i)(?:'ll| will) see you (?:on|at|then|today|tomorrow|[a-z]+day)\\b`, []),
  claim(`\\b(?:is|are) on (?:the|their|his|her) way$`, []),
  claim(`\\byour (?:refund|order|payment) ?${wasDone} (?:processed|issued|placed|confirmed)`, []),
  claim(`${agentDid} (?:opened|created|filed|submitted|raised) (?:an?|your|the) \\w+`, byMessage),
  claim(`\\bnumber ?${wasDone} removed|stopped calls`, byStop),
  claim(`\\b(?:i'm|i am|we're|we are) passing (?:it|this|that|your)`, byMessage),
  claim(`\\byou(?:'ll| will) (?:get|receive|hear|have) (?:an? )?(?:call|from)`, byCallback),
  claim(
    `${somebodyWill} (?:be in touch|get back to you|contact you|reach out|return your call|follow up)`,
    byMessage,
  ),
  claim(
    `${agentDid} (?:taken|took|left|recorded|logged) (?:down )?(?:your|the|an?|this|that) (?:\\w+ )?(?:message|note|complaint|request)`,
    byMessage,
  ),
  claim(
    `${agentDid} (?:noted|written|wrote|put|added|passed|forwarded|relayed|recorded|made a note|notified|informed|alerted|told|let|escalated|flagged|marked) (?!you\\b|no\\b)`,
    byAnyNote,
  ),
  claim(
    `${agentDid} (?:taken|put|removed|struck|added) (?:you|your|this|the) [\\w' -]{0,30}\\blist`,
    byStop,
  ),
  claim(
    `\\b(?:you|number(?: [\\d ]+)?) ?(?:'re|${wasDone}) (?:off|on|removed from|added to) (?:our|the|my) [\\w' -]{0,30}\\blist`,
    byStop,
  ),
  claim(`${agentDid} (?:noted|made a note|wrote it down)$`, byMessage),
  claim(
    `\\b(?:message|note|request|complaint|correction|everything|that|it)(?: (?:for|to|from|about) [\\w ]{1,40}?)? ${wasDone} (?:taken|written|noted|recorded|saved|passed|forwarded|sent|logged|on (?:its|the) way|delivered)`,
    byMessage,
  ),
  claim(
    `${agentWill} (?:pass|forward|relay|hand) (?:it|this|that|your|them|everything|the)\\b`,
    byMessage,
  ),
  claim(`${agentWill} (?:let|tell|inform|notify|alert) (?!you\\b)`, byMessage),
  claim(`${agentWill} (?:make sure|see to it|ensure)\\b`, byMessage),
  claim(
    `${agentDid} (?:updated|saved|changed|corrected) your (?:\\w+ )?(?:details|contact|name|e-?mail|number|address|record)`,
    byDetails,
  ),
  claim(`${agentDid} (?:sent|e-?mailed|texted) `, []),
  claim(
    `\\b(?:i|we)(?:'m| am|'re| are|'ll| will)(?: now| just)* (?:transfer|connect|put)(?:ring|ting|ing)? you`,
    byTransfer,
  ),
  claim(`^(?:one moment,? )?(?:transferring|connecting|putting) you`, byTransfer),
  claim(`^let me (?:transfer|connect|put) you (?!on hold)`, byTransfer),
]

function claim(source: string, provenBy: readonly ReceiptKind[]): ClaimPattern {
  return { pattern: new RegExp(source), provenBy }
}

const asksOrOffers =
  /\?$|\b(?:if|unless|once|until|whether|would you like|do you want|shall i|should i|may i|let me know|want me to|so that|in case)\b/
const denies = /\b(?:not|never|cannot|nothing|nobody|no one|unable|without)\b|n't\b/

function claimsIn(sentence: string): ClaimPattern[] {
  const plain = withoutPoliteness(sentence.toLowerCase().replaceAll('’', "'")).trim()
  if (asksOrOffers.test(plain)) return []
  const clauses = plain
    .split(/[,;:.!]+\s*|\s+(?:but|and|because)\s+/)
    .filter((clause) => !denies.test(clause))
  return claimPatterns.filter(({ pattern }) => clauses.some((clause) => pattern.test(clause)))
}

/** A promise stays one when it is wrapped in a courtesy: `if that is all right`, `okay?`, `without fail`. */
function withoutPoliteness(sentence: string): string {
  return (
    sentence
      .replaceAll(/ gone ahead and| without fail/g, '')
      // This denial is a promise.
      .replaceAll(
        /\b(?:we|you)(?: will not| won't|'ll never| will never)(?: be)? (?:call|ring|contact)(?:ed)?(?: you)?(?: again| any ?more)/g,
        'stopped calls',
      )
      // The name of the list denies nothing.
      .replaceAll(/do[- ]not[- ]call/g, 'call')
      .replaceAll(/,? if that(?:'s| is) (?:all right|alright|okay|ok|fine)(?: with you)?/g, '')
      .replace(/,? (?:okay|ok|alright|all right|right)\?$/, '')
  )
}

function sentencesOf(said: string): string[] {
  return said
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}

function receiptKinds(turn: TranscriptTurn): ReceiptKind[] {
  return turn.speaker === 'tool' && turn.result.ok ? [turn.result.receipt.kind] : []
}
