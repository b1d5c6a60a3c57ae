// SPDX-License-Identifier: BSL-1.0
// Lists the APIs of the catalog with the vendors' own clients, each page by page as its documents say that it is done.
//
// Every function gets a job of vendor_clients.cjs and returns {keys, pages}.

'use strict';

const {pathToFileURL} = require('node:url');

/** Gathers the pages of an asynchronous iterator. */
async function gather(pages, keysOf) {
  const keys = [];
  let count = 0;
  for await (const page of pages) {
    ++count;
    keys.push(...keysOf(page));
  }
  return {keys, pages: count};
}

/** Makes a client. A bare one signs no headers that Roster does not cover: these describe the client and its retries. */
function makeAws(Client, job) {
  const credentials = {accessKeyId: job.id, secretAccessKey: job.secret};
  const client = new Client({endpoint: job.endpoint, region: 'eu-west-1', maxAttempts: 1, credentials});
  const strip = next => args => {
    for (const name of Object.keys(args.request.headers))
      if (/^(amz-sdk-.*|content-length)$/.test(name)) delete args.request.headers[name];
    return next(args);
  };
  if (job.bare) client.middlewareStack.addRelativeTo(strip, {relation: 'before', toMiddleware: 'httpSigningMiddleware'});
  return client;
}

async function listSageMaker(job) {
  const {SageMakerClient, paginateListEndpoints, paginateListInferenceComponents} = require('@aws-sdk/client-sagemaker');
  const client = makeAws(SageMakerClient, job);
  if (job.api.endsWith('list_endpoints'))
    return gather(paginateListEndpoints({client}, {MaxResults: job.size}), page => page.Endpoints.map(one => one.EndpointArn));
  return gather(paginateListInferenceComponents({client}, {MaxResults: job.size}),
                page => page.InferenceComponents.map(one => one.InferenceComponentArn));
}

async function listBedrock(job) {
  const {BedrockClient, paginateListProvisionedModelThroughputs} = require('@aws-sdk/client-bedrock');
  const client = makeAws(BedrockClient, job);
  return gather(paginateListProvisionedModelThroughputs({client}, {maxResults: job.size}),
                page => page.provisionedModelSummaries.map(one => one.provisionedModelArn));
}

async function listAzure(job) {
  globalThis.crypto ??= require('node:crypto').webcrypto;  // Node 18 has none
  const {AzureMachineLearningWorkspaces} = require('@azure/arm-machinelearning');
  const credential = {getToken: async () => ({token: job.secret, expiresOnTimestamp: Date.now() + 3600_000})};
  const client = new AzureMachineLearningWorkspaces(credential, '0a1b', {endpoint: job.endpoint, apiVersion: '2024-10-01'});
  return gather(client.onlineEndpoints.list('group', 'work').byPage(), page => page.map(one => one.id));
}

/** The client for all products, which the ones for single products derive from. */
async function listTencent(job) {
  const {CommonClient} = require('tencentcloud-sdk-nodejs-common');
  const client = new CommonClient('tione.tencentcloudapi.com', '2021-11-11', {
    credential: {secretId: job.id, secretKey: job.secret}, region: 'ap-guangzhou',
    profile: {httpProfile: {endpoint: new URL(job.endpoint).host}}});
  const keys = [];
  for (let pages = 1; ; ++pages) {
    const page = await client.request('DescribeModelServiceGroups', {Offset: keys.length, Limit: job.size});
    keys.push(...page.ServiceGroups.map(one => one.ServiceGroupId));
    if (keys.length >= page.TotalCount) return {keys, pages};
  }
}

async function listArk(job) {
  const {Service} = require('@volcengine/openapi');
  const service = new Service({
    host: new URL(job.endpoint).host, serviceName: 'ark', region: 'cn-beijing', defaultVersion: '2024-01-01',
    accessKeyId: job.id, secretKey: job.secret});
  const list = service.createJSONAPI('ListEndpoints');
  const keys = [];
  for (let number = 1; ; ++number) {
    const {Result} = await list({PageNumber: number, PageSize: job.size});
    keys.push(...Result.Items.map(one => one.Id));
    if (keys.length >= Result.TotalCount) return {keys, pages: number};
  }
}

async function listOpenAi(job) {
  const {OpenAI} = require('openai');
  const client = new OpenAI({apiKey: job.secret, baseURL: `${job.endpoint}/v1`, maxRetries: 0});
  const list = job.api.endsWith('list_models') ? client.models.list() : client.fineTuning.jobs.list({limit: job.size});
  return gather((await list).iterPages(), page => page.getPaginatedItems().map(one => one.id));
}

async function listReplicate(job) {
  const Replicate = require('replicate');
  const client = new Replicate({auth: job.secret, baseUrl: `${job.endpoint}/v1`});
  return gather(client.paginate(client.deployments.list), page => page.map(one => JSON.stringify([one.owner, one.name])));
}

/** The client returns items, not pages. */
async function listHuggingFace(job) {
  const {listModels} = require('@huggingface/hub');
  const keys = [];
  for await (const one of listModels({hubUrl: job.endpoint, accessToken: `hf_${job.id}`})) keys.push(one.name);
  return {keys};
}

/** The client of Kubernetes, which is an ES module, lists any kind of object. */
async function listKServe(job) {
  const {CustomObjectsApi, KubeConfig} = await import(pathToFileURL(require.resolve('@kubernetes/client-node')));
  const config = new KubeConfig();
  config.loadFromClusterAndUser({name: 'emulator', server: job.endpoint}, {name: 'test', token: job.secret});
  const client = config.makeApiClient(CustomObjectsApi);
  const keys = [];
  let token;
  for (let pages = 1; ; ++pages) {
    const query = {group: 'serving.kserve.io', version: 'v1beta1', plural: 'inferenceservices', limit: job.size, _continue: token};
    const page = await (job.api.endsWith('list_all_inference_services')
      ? client.listClusterCustomObject(query)
      : client.listNamespacedCustomObject({...query, namespace: 'team'}));
    keys.push(...page.items.map(one => one.metadata.uid));
    token = page.metadata?.continue;
    if (!token) return {keys, pages};
  }
}

async function listTogether(job) {
  const {Together} = require('together-ai');
  const client = new Together({apiKey: job.secret, baseURL: `${job.endpoint}/v1`, maxRetries: 0});
  const {data} = await client.endpoints.list();
  return {keys: data.map(one => one.id), pages: 1};
}

module.exports = {
  'sagemaker.list_endpoints': listSageMaker,
  'sagemaker.list_inference_components': listSageMaker,
  'bedrock.list_provisioned_model_throughputs': listBedrock,
  'azure_ml.list_online_endpoints': listAzure,
  'tione.describe_model_service_groups': listTencent,
  'ark.list_endpoints': listArk,
  'openai.list_models': listOpenAi,
  'openai.list_fine_tuning_jobs': listOpenAi,
  'replicate.list_deployments': listReplicate,
  'hugging_face.list_models': listHuggingFace,
  'kserve.list_inference_services': listKServe,
  'kserve.list_all_inference_services': listKServe,
  'together.list_endpoints': listTogether,
};
