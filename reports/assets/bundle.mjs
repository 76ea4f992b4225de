// Bundles ECharts into built-by-make-assets/, which Go embeds (see embed.go). The licences travel
// with the bundle, because the site that carries it is handed on.
import { build } from 'esbuild';
import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, 'built-by-make-assets');
const modules = join(here, 'node_modules');

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: [join(here, 'echarts-entry.js')],
  outfile: join(out, 'echarts.min.js'),
  bundle: true,
  minify: true,
  format: 'iife',
  globalName: 'echarts',
  target: ['es2018'],
  legalComments: 'none',
  banner: { js: '/*! Apache ECharts and zrender; see echarts.LICENSE.txt, echarts.NOTICE.txt, zrender.LICENSE.txt */' },
});
await cp(join(modules, 'echarts', 'LICENSE'), join(out, 'echarts.LICENSE.txt'));
await cp(join(modules, 'echarts', 'NOTICE'), join(out, 'echarts.NOTICE.txt'));
await cp(join(modules, 'zrender', 'LICENSE'), join(out, 'zrender.LICENSE.txt'));
