// SPDX-License-Identifier: BSL-1.0
// Lists everything with the vendor's Node SDK: what the generated client's listServices() does, page by page, as its
// documents show it. Measured from the first request on, without the start of Node and the loading of the modules.
//
// usage: node list_node.cjs ENDPOINT, with @alicloud/openapi-core in NODE_PATH
//
// Prints what bench::listing_sample does.

'use strict';

const fs = require('node:fs');
const {default: Client, OpenApiUtil, $OpenApiUtil} = require('@alicloud/openapi-core');
const {RuntimeOptions} = require('@darabonba/typescript');

function peakMemory() {
  return Number(/^VmHWM:\s*(\d+)/m.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]);
}

async function listAll(endpoint) {
  const config = {accessKeyId: 'bench', accessKeySecret: 'bench-secret', endpoint: new URL(endpoint).host};
  const client = new Client(new $OpenApiUtil.Config(config));
  const params = new $OpenApiUtil.Params({
    action: 'ListServices', version: '2021-07-01', protocol: 'HTTP', pathname: '/api/v2/services', method: 'GET',
    authType: 'AK', style: 'ROA', reqBodyType: 'json', bodyType: 'json'});
  const services = [];
  for (let number = 1; ; ++number) {
    const query = OpenApiUtil.query({PageNumber: number, PageSize: 100});
    const {body} = await client.callApi(params, new $OpenApiUtil.OpenApiRequest({query}), new RuntimeOptions({}));
    services.push(...body.Services);
    if (body.Services.length === 0 || services.length >= body.TotalCount) return services;
  }
}

async function main() {
  const cpu = process.cpuUsage();
  const start = process.hrtime.bigint();
  const services = await listAll(process.argv[2]);
  let sum = 0;
  for (const {ServiceName, Cpu} of services) sum += ServiceName.length + (Cpu ?? 0);
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  const {user, system} = process.cpuUsage(cpu);
  console.log(JSON.stringify({items: services.length, sum, wall, cpu: (user + system) / 1e3, peak: peakMemory()}));
}

main();
