import { hasPassed, type RehearsalReport, type RehearsalResult } from './report.ts'

/** The report as one page that needs nothing else: to look at, to keep, to send. */
export function reportPage(report: RehearsalReport): string {
  const { agentName, brain, business, results, startedAt } = report
  const passed = results.filter(hasPassed).length
  const verdict = passed === results.length ? 'Passed' : 'Failed'
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${verdict}: rehearsal of ${escaped(agentName)}</title>
<style>${style}</style>
<main>
<h1><span class="${verdict.toLowerCase()}">${verdict}</span> ${passed} of ${results.length} calls passed</h1>
<p>${escaped(agentName)} of ${escaped(business)}, answered by the brain “${escaped(brain)}”,
<time datetime="${startedAt.toISOString()}">${startedAt.toUTCString()}</time></p>
${results.map(resultPart).join('\n')}
</main>
</html>
`
}

function resultPart(result: RehearsalResult): string {
  const verdict = hasPassed(result) ? 'passed' : 'failed'
  return `<details${verdict === 'failed' ? ' open' : ''}>
<summary><span class="${verdict}">${verdict}</span> ${escaped(result.title)} <small>${result.channel}</small></summary>
<ul>
${result.checks
  .map(
    ({ what, failure }) =>
      `<li class="${failure === undefined ? 'passed' : 'failed'}">${escaped(what)}${failure === undefined ? '' : `: ${escaped(failure)}`}</li>`,
  )
  .join('\n')}
</ul>
<dl>
${result.transcript
  .map(({ speaker, text }) => `<dt>${speaker}</dt><dd>${escaped(text)}</dd>`)
  .join('\n')}
</dl>
</details>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character)
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; background: Canvas; color: CanvasText; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.5rem; }
summary { cursor: pointer; padding: .6rem 0; }
details { border-top: 1px solid color-mix(in srgb, CanvasText 15%, transparent); }
small { opacity: .7; }
summary .passed, summary .failed, h1 .passed, h1 .failed {
  border-radius: 1rem; padding: .1rem .6rem; color: white; font-weight: 600; font-size: .85em; }
summary .passed, h1 .passed { background: #15803d; }
summary .failed, h1 .failed { background: #b91c1c; }
li.failed { color: light-dark(#b91c1c, #fca5a5); font-weight: 600; }
dl { display: grid; grid-template-columns: 4rem 1fr; gap: .3rem 1rem; }
dt { opacity: .7; }
dd { margin: 0; overflow-wrap: anywhere; }
`
