// node fuzz/main.mjs [COUNT] [SEED]: prints what differs and the sums; exits with 1 where anything differs.
import { fuzz } from './run.mjs';

const [count = '50000', seed = '20261128'] = process.argv.slice(2);
const started = performance.now();
const { counts, faults, slowest } = await fuzz({
  seed: Number(seed),
  count: Number(count),
  viewers: ['ops-ma', 'director-sun'],
  told: (index) => process.stderr.write(`${index}\n`),
});
for (const fault of faults.slice(0, Number(process.env.LINTEL_FUZZ_SHOWN ?? 10))) console.log(JSON.stringify(fault, null, 2));
console.log(
  `seed ${seed}, ${count} documents in ${Math.round((performance.now() - started) / 1000)} s: ` +
    `${Object.entries(counts).map(([verdict, sum]) => `${sum} ${verdict}`).join(', ')}; slowest ${slowest} ms; ` +
    `${faults.length} faults`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
