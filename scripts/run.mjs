// The entry of every npm script. It runs under whatever Node the machine has, before anything is
// installed, so it keeps to syntax that an old Node can read far enough to say that it is too old.
const version = process.versions.node
const [major = 0, minor = 0] = version.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 9)) {
  process.stderr.write(
    `LegacyAI Voice needs Node 20.9 or newer to install itself (it then brings its own Node); this is Node ${version}. ` +
      'Get a newer one from https://nodejs.org and run the same command again.\n',
  )
  process.exit(1)
}

void import('./launch.mjs')
  .then(({ launch }) => launch(process.argv.slice(2)))
  .then((exitStatus) => process.exit(exitStatus))
