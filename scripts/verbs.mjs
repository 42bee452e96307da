/**
 * One program that a verb runs on the packaged Node, from the root of the project.
 * @typedef {object} Step
 * @property {string[]} program the script and its arguments
 * @property {string} [title] said before it, where a verb has several
 * @property {Record<string, string>} [env] on top of the launcher's own environment
 * @property {boolean} [own] our own program: it gets a channel and ends when the launcher is gone
 * @property {boolean} [ownSession] hears a Ctrl-C from the launcher only, not from the terminal too
 * @property {boolean} [needsDashboard] the dashboard is built first where it is out of date
 * @property {boolean} [onlyAfterSuccess] left out when a step before it failed
 */

/** @type {Record<string, (args: string[]) => Step[]>} */
const verbs = {
  start: (args) => [{ ...supervisor(args), needsDashboard: true }],
  dev: (args) => [supervisor(['--dev', ...args])],
  test: (args) => [tests(args)],
  check: (args) => checks(args),
  doctor: (args) => [command('doctor', args)],
  migrate: (args) => [command('migrate', args)],
  call: (args) => [command('call', args)],
  rehearse: (args) => [command('rehearse', args)],
  bench: (args) => [{ program: ['bench/main.ts', ...args], own: true }],
  'api-key': (args) => [command('api-key', args)],
  'sign-in': (args) => [command('sign-in', args)],
}

export const verbNames = Object.keys(verbs)

/**
 * What a verb runs, in order; nothing when there is no such verb.
 * @param {string | undefined} verb
 * @param {string[]} args
 * @returns {Step[] | undefined}
 */
export function stepsOf(verb, args) {
  if (verb === undefined || !Object.hasOwn(verbs, verb)) return undefined
  return verbs[verb]?.(args)
}

/**
 * @param {string[]} args
 * @returns {Step}
 */
function supervisor(args) {
  return { program: ['scripts/supervisor.ts', ...args], own: true, ownSession: true }
}

/**
 * @param {string} name
 * @param {string[]} args
 * @returns {Step}
 */
function command(name, args) {
  return { program: [`src/commands/${name}.ts`, ...args], own: true }
}

/**
 * @param {string[]} args
 * @returns {Step}
 */
function tests(args) {
  return {
    program: ['node_modules/vitest/vitest.mjs', 'run', ...args],
    // React's test tools refuse to work where the environment says production.
    env: { NODE_ENV: 'test' },
    needsDashboard: true,
  }
}

/**
 * `--without-tests` is for those who run the tests in another way, such as `.ci/run`.
 * @param {string[]} args
 * @returns {Step[]}
 */
function checks(args) {
  const testArgs = args.filter((arg) => arg !== '--without-tests')
  const withTests = testArgs.length === args.length
  return [
    { title: 'Format…', program: ['node_modules/oxfmt/bin/oxfmt', '--check'] },
    { title: 'Lint…', program: ['node_modules/oxlint/bin/oxlint', '--type-aware'] },
    ...['tsconfig.json', 'scripts/tsconfig.json', 'web/tsconfig.json'].map((project) => ({
      title: `Types (${project})…`,
      program: ['node_modules/typescript/bin/tsc', '--noEmit', '--project', project],
    })),
    ...(withTests ? [{ ...tests(testArgs), title: 'Tests…', onlyAfterSuccess: true }] : []),
  ]
}
