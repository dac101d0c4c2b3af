// Bundles the page and the three language workers of its editor into dist/.
import { build } from 'esbuild';
import { cp, rm } from 'node:fs/promises';

const workers = {
  'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
  'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
};

const common = {
  bundle: true,
  minify: true,
  target: 'es2022',
  outdir: 'dist',
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
};

await rm('dist', { recursive: true, force: true });
await Promise.all([
  build({
    ...common,
    entryPoints: { main: 'page/main.jsx' },
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    assetNames: 'assets/[name]-[hash]',
    jsx: 'automatic',
    loader: { '.ttf': 'file', '.woff2': 'file', '.svg': 'file' },
  }),
  build({ ...common, entryPoints: workers, format: 'iife' }),
]);
// Last, so that its presence says the bundle is whole.
await cp('page/index.html', 'dist/index.html');
