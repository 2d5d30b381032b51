// What a program written with @kubernetes/client-node does: arguments are a namespace and a running pod in it with a shell.
// Prints one line a step; the test compares them.
import { createRequire } from 'node:module';
import { PassThrough } from 'node:stream';

const require = createRequire(process.env.MODULES + '/');
const k8s = require('@kubernetes/client-node');

const [namespace, pod] = process.argv.slice(2);
const config = new k8s.KubeConfig();
config.loadFromDefault();
const core = config.makeApiClient(k8s.CoreV1Api);

const seen = [];
let wake = () => {};
const note = (what, object) => { seen.push(`${what} ${object.metadata.name} ${object.data?.value ?? ''}`.trim()); wake(); };
const until = async (line) => { while (!seen.includes(line)) await new Promise((resolve) => { wake = resolve; }); console.log('informer:', line); };
const make = (name, value) => core.createNamespacedConfigMap({ namespace, body: { metadata: { name, labels: { from: 'node' } }, data: { value } } });

await make('early', 'one');
const list = () => core.listNamespacedConfigMap({ namespace, labelSelector: 'from=node' });
console.log('list:', (await list()).items.map((item) => item.metadata.name).join(' '));

const informer = k8s.makeInformer(config, `/api/v1/namespaces/${namespace}/configmaps`, list, 'from=node');
informer.on('add', (object) => note('add', object));
informer.on('update', (object) => note('update', object));
informer.on('delete', (object) => note('delete', object));
informer.on('error', () => setTimeout(() => informer.start(), 100));
await informer.start();
await until('add early one');
await make('late', 'one');
await until('add late one');
await core.patchNamespacedConfigMap(
    { namespace, name: 'late', body: { data: { value: 'two' } } }, k8s.setHeaderOptions('Content-Type', k8s.PatchStrategy.MergePatch));
await until('update late two');

// The connection is cut; what happened meanwhile is seen once it stands again.
await informer.stop();
await core.patchNamespacedConfigMap(
    { namespace, name: 'early', body: [{ op: 'replace', path: '/data/value', value: 'three' }] }, k8s.setHeaderOptions('Content-Type', k8s.PatchStrategy.JsonPatch));
await core.deleteNamespacedConfigMap({ namespace, name: 'late' });
await informer.start();
await until('update early three');
await until('delete late two');
await informer.stop();

try {
    await core.readNamespacedConfigMap({ namespace, name: 'late' });
} catch (e) {
    console.log('read:', e.code, JSON.parse(e.body).reason);
}

const output = new PassThrough();
let text = '';
output.on('data', (chunk) => { text += chunk; });
const status = await new Promise((resolve, reject) => {
    new k8s.Exec(config).exec(namespace, pod, pod, ['sh', '-c', 'echo from the container; exit 3'], output, null, null, false, resolve).catch(reject);
});
console.log('exec:', text.trim(), status.status, status.reason, status.details.causes[0].message);

const log = new PassThrough();
let logged = '';
log.on('data', (chunk) => { logged += chunk; });
const ended = new Promise((resolve) => log.on('end', resolve));
await new k8s.Log(config).log(namespace, pod, pod, log, { follow: false });
await ended;
console.log('log:', logged.trim());
process.exit(0);
