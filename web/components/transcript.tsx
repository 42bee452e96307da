import type { TranscriptLine } from '../../src/contract/index.ts'
import { classNames } from '../lib/class-names.ts'
import { clockWords } from '../lib/time-words.ts'

/** A conversation as it was heard. What the agent meant to say but nobody heard stands greyed behind it. */
export function Transcript({ lines, agentName, callerName }: TranscriptProps) {
  return (
    <ol aria-label="Transcript" className="flex flex-col gap-5">
      {lines.filter(hasWords).map((line) => (
        <Line
          key={`${String(line.turn)}:${line.speaker}`}
          line={line}
          name={line.name ?? (line.speaker === 'agent' ? agentName : callerName)}
        />
      ))}
    </ol>
  )
}

interface TranscriptProps {
  readonly lines: readonly ShownLine[]
  readonly agentName: string
  readonly callerName: string
}

/**
 * `final` is false while more may come; `sending` is true until the server has the words; `name` is who speaks
 * where it is neither the agent nor the caller.
 */
export interface ShownLine extends TranscriptLine {
  readonly final?: boolean
  readonly sending?: boolean
  readonly name?: string
}

function Line({ line, name }: { line: ShownLine; name: string }) {
  const isCaller = line.speaker === 'caller'
  const unheard = unheardOf(line)
  return (
    <li
      className={classNames(
        'flex max-w-[88%] animate-appear flex-col gap-1',
        isCaller && 'items-end self-end',
      )}
    >
      <span className="flex gap-2 px-1 text-fine text-ink-faint">
        <span className="font-medium">{name}</span>
        {line.sending === true ? 'Sending' : <time dateTime={line.at}>{clockWords(line.at)}</time>}
      </span>
      {line.isUnheard === true ? (
        <Gap />
      ) : (
        <p
          className={classNames(
            'rounded-card px-4 py-2.5 wrap-anywhere whitespace-pre-wrap',
            isCaller ? 'rounded-tr-sm bg-accent-soft' : 'rounded-tl-sm bg-sunken',
            line.sending === true && 'text-ink-muted',
          )}
        >
          {line.text}
          {line.final === false && <Cursor />}
          {unheard !== '' && <Unheard words={unheard} />}
        </p>
      )}
      {line.interrupted && (
        <span className="px-1 text-fine text-ink-faint">
          Not said to the end. The grey words were not heard.
        </span>
      )}
    </li>
  )
}

/** Something was said here, and nobody can tell what. */
function Gap() {
  return (
    <>
      <p className="rounded-card rounded-tr-sm border border-dashed border-line-strong px-4 py-2.5 text-ink-muted italic">
        Not understood
      </p>
      <span className="px-1 text-fine text-ink-faint">
        Something was said here. Its words could not be made out.
      </span>
    </>
  )
}

function Unheard({ words }: { words: string }) {
  return (
    <span className="text-ink-faint italic">
      <span className="sr-only"> (not heard: </span>
      {words}
      <span className="sr-only">)</span>
    </span>
  )
}

function Cursor() {
  return (
    <span
      aria-hidden
      className="ml-0.5 inline-block h-[1em] w-0.5 translate-y-0.5 animate-shimmer rounded bg-current"
    />
  )
}

function hasWords(line: ShownLine): boolean {
  return line.text !== '' || line.isUnheard === true || unheardOf(line) !== ''
}

/** The planned words behind the heard ones; empty when everything was heard. */
function unheardOf({ planned, text, interrupted }: TranscriptLine): string {
  if (!interrupted || planned === null) return ''
  const heard = text.trimEnd()
  return planned.startsWith(heard) ? planned.slice(heard.length) : ` ${planned}`
}
