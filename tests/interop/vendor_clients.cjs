// SPDX-License-Identifier: BSL-1.0
// Lists services with the vendors' own clients, page by page, as their documents say that it is done.
//
// usage: node vendor_clients.cjs JOB, with the clients' packages in NODE_PATH
//
// JOB: {"api": "eas" | "qianfan", "endpoint", "id", "secret", "size", "query": {…}, "label": {…}: EAS only,
//       "clock": seconds that the client's clock is ahead, "nonce": what every request of EAS's client carries,
//       "replay": true to send the first request once more, byte by byte}
// Prints {"items": […], "pages": n} or {"error": {"status", "code", "message"}}.
//
// An API of catalog_clients.cjs needs "api", "endpoint", "id", "secret" and "size", and may have "bare"; what is printed then
// has "keys" in place of "items", and the "requests" that were sent by Node's modules http and https.

'use strict';

const http = require('node:http');
const https = require('node:https');
const catalog = require('./catalog_clients.cjs');

/** Moves the clock of everything that is loaded after this. */
function moveClock(seconds) {
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      if (given.length > 0) super(...given);
      else super(RealDate.now() + seconds * 1000);
    }
    static now() {
      return RealDate.now() + seconds * 1000;
    }
  };
}

/** Notes what is sent from now on, each request as {options, body}. */
function record() {
  const sent = [];
  const send = http.request;
  for (const module of [http, https]) {
    const original = module.request;
    module.request = (options, ...more) => {
      const request = original(options, ...more);
      const entry = {method: request.method, path: request.path, host: request.host, port: options.port, body: ''};
      sent.push(entry);
      for (const name of ['write', 'end']) {
        const pass = request[name];
        request[name] = (data, ...rest) => {
          if (typeof data === 'string' || ArrayBuffer.isView(data)) entry.body += Buffer.from(data);
          if (name === 'end') entry.headers = request.getHeaders();
          return pass.call(request, data, ...rest);
        };
      }
      return request;
    };
  }
  return {sent, send};
}

/** Sends what was recorded once more, as it was. */
function sendAgain({sent, send}) {
  const {body, ...options} = sent[0];
  return new Promise((resolve, reject) => {
    const request = send(options, response => {
      let text = '';
      response.on('data', part => (text += part));
      response.on('end', () => resolve({status: response.statusCode, answer: JSON.parse(text)}));
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** What the generated SDK's listServices() does: the same parameters for callApi, and the label as JSON. */
async function listEas(job) {
  const {default: Client, OpenApiUtil, $OpenApiUtil} = require('@alicloud/openapi-core');
  const {RuntimeOptions} = require('@darabonba/typescript');
  if (job.nonce) OpenApiUtil.getNonce = () => job.nonce;
  const {protocol, host} = new URL(job.endpoint);
  const client = new Client(new $OpenApiUtil.Config({accessKeyId: job.id, accessKeySecret: job.secret, endpoint: host}));
  const params = new $OpenApiUtil.Params({
    action: 'ListServices', version: '2021-07-01', protocol: protocol.slice(0, -1).toUpperCase(),
    pathname: '/api/v2/services', method: 'GET', authType: 'AK', style: 'ROA', reqBodyType: 'json', bodyType: 'json'});
  const label = job.label && {Label: OpenApiUtil.arrayToStringWithSpecifiedStyle(job.label, 'Label', 'json')};
  const items = [];
  for (let number = 1; ; ++number) {
    const query = OpenApiUtil.query({...job.query, ...label, PageNumber: number, PageSize: job.size});
    const {body} = await client.callApi(params, new $OpenApiUtil.OpenApiRequest({query}), new RuntimeOptions({}));
    items.push(...body.Services);
    if (body.PageNumber * body.PageSize >= body.TotalCount) return {items, pages: number};
  }
}

/** As Qianfan's documents show it; the client takes key and address from the environment. */
async function listQianfan(job) {
  process.env.QIANFAN_ACCESS_KEY = job.id;
  process.env.QIANFAN_SECRET_KEY = job.secret;
  process.env.QIANFAN_CONSOLE_API_BASE_URL = job.endpoint;
  const {consoleAction} = require('@baiducloud/qianfan');
  const items = [];
  let marker;
  for (let pages = 1; ; ++pages) {
    const data = {...job.query, maxKeys: job.size, marker};
    const {result} = await consoleAction({base_api_route: '/v2/service', action: 'DescribeServices', data});
    items.push(...result.serviceList);
    if (!result.pageInfo.isTruncated) return {items, pages};
    marker = result.pageInfo.nextMarker;
  }
}

/** Qianfan's client gives everything that it knows of an error as one text. */
function describe(error) {
  const status = error.statusCode ?? Number(/status = (\d+)/.exec(error.message)?.[1]);
  const code = error.code ?? /"code":"([^"]*)"/.exec(error.message)?.[1];
  return {status, code, message: error.message};
}

async function run(job) {
  if (job.clock) moveClock(job.clock);
  const recorded = (job.replay || job.api in catalog) && record();
  try {
    const listed = await {eas: listEas, qianfan: listQianfan, ...catalog}[job.api](job);
    if (job.api in catalog) return {...listed, requests: recorded.sent};
    return recorded ? {...listed, replayed: await sendAgain(recorded)} : listed;
  } catch (error) {
    return {error: describe(error)};
  }
}

run(JSON.parse(process.argv[2])).then(answer => process.stdout.write(JSON.stringify(answer)));
