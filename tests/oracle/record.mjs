// Records under Pyodide: node tests/oracle/record.mjs PYODIDE [PREFIX], PYODIDE being the folder of its npm package.
// All programs share one interpreter there; what is recorded stands at the top of record.py.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [folder, prefix = ''] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node tests/oracle/record.mjs PYODIDE [PREFIX]');
  process.exit(2);
}
const indexURL = path.resolve(folder) + path.sep;
const { loadPyodide } = await import(pathToFileURL(indexURL + 'pyodide.mjs'));
const python = await loadPyodide({ indexURL });
const root = path.dirname(fileURLToPath(import.meta.url));
python.FS.mkdir('/oracle');
python.FS.mount(python.FS.filesystems.NODEFS, { root }, '/oracle');
python.globals.set('prefix', prefix);
python.runPython(`
import sys
sys.path.insert(0, '/oracle')
sys.dont_write_bytecode = True
import record
record.record(prefix)
`);
