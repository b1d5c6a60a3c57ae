// SPDX-License-Identifier: BSL-1.0
#pragma once
// The documented values of PAI-EAS's enumerated members. The enums are open: an unlisted value is kept unchanged (the
// vendor's page itself also writes "Offline Task" for OfflineTask).

#include <roster/schema/open_enum.hpp>

namespace roster::inline v0::eas {

/// The lifecycle status of a service.
enum class service_status {
  creating,
  stopped,
  failed,
  complete,
  cloning,
  stopping,
  updating,
  waiting,
  hot_update,
  committing,
  starting,
  delete_failed,
  running,
  developing,
  scaling,
  deleted,
  pending,
  deleting,
};
/// The wire values; found by open_enum.
constexpr auto texts_of(service_status) {
  using enum service_status;
  return enum_texts<service_status>({{creating, "Creating"},
                                     {stopped, "Stopped"},
                                     {failed, "Failed"},
                                     {complete, "Complete"},
                                     {cloning, "Cloning"},
                                     {stopping, "Stopping"},
                                     {updating, "Updating"},
                                     {waiting, "Waiting"},
                                     {hot_update, "HotUpdate"},
                                     {committing, "Committing"},
                                     {starting, "Starting"},
                                     {delete_failed, "DeleteFailed"},
                                     {running, "Running"},
                                     {developing, "Developing"},
                                     {scaling, "Scaling"},
                                     {deleted, "Deleted"},
                                     {pending, "Pending"},
                                     {deleting, "Deleting"}});
}

/// The kind of workload of a service. A request filter only: responses do not contain it.
enum class service_type {
  async,                 ///< asynchronous inference
  standard,              ///< an ordinary deployment
  queue,                 ///< a queue service
  llm,                   ///< the large language model scenario
  rag,                   ///< the retrieval augmented generation scenario
  serverless,            ///< serverless
  llm_gateway_service,   ///< the router in front of language models
  offline_task,          ///< an offline job
  sd_cluster,            ///< a Stable Diffusion cluster
  scalable_job,          ///< a scalable job
  scalable_job_service,  ///< a scalable job as a service
  assistant_job,         ///< an assistant job
};
constexpr auto texts_of(service_type) {
  using enum service_type;
  return enum_texts<service_type>({{async, "Async"},
                                   {standard, "Standard"},
                                   {queue, "Queue"},
                                   {llm, "LLM"},
                                   {rag, "RAG"},
                                   {serverless, "Serverless"},
                                   {llm_gateway_service, "LLMGatewayService"},
                                   {offline_task, "OfflineTask"},
                                   {sd_cluster, "SDCluster"},
                                   {scalable_job, "ScalableJob"},
                                   {scalable_job_service, "ScalableJobService"},
                                   {assistant_job, "AssistantJob"}});
}

/// The role of a service in a composed deployment.
enum class role {
  data_loader,
  front_end,
  data_set,
  sd_proxy,
  llm_scheduler,
  scalable_job,
  llm_gateway,
  job,
  queue,
};
constexpr auto texts_of(role) {
  return enum_texts<role>({{role::data_loader, "DataLoader"},
                           {role::front_end, "FrontEnd"},
                           {role::data_set, "DataSet"},
                           {role::sd_proxy, "SDProxy"},
                           {role::llm_scheduler, "LLMScheduler"},
                           {role::scalable_job, "ScalableJob"},
                           {role::llm_gateway, "LLMGateway"},
                           {role::job, "Job"},
                           {role::queue, "Queue"}});
}

/// The kind of resource that a service runs on. A request filter only: responses do not contain it.
enum class resource_type {
  public_resource,       ///< the shared resource group
  dedicated_resource,    ///< a dedicated resource group
  lingjun,               ///< a Lingjun quota
  self_managed_lingjun,  ///< a Lingjun resource group that the customer runs
};
constexpr auto texts_of(resource_type) {
  return enum_texts<resource_type>({{resource_type::public_resource, "PublicResource"},
                                    {resource_type::dedicated_resource, "DedicatedResource"},
                                    {resource_type::lingjun, "Lingjun"},
                                    {resource_type::self_managed_lingjun, "SelfManagedLingjun"}});
}

/// Whether a service takes part in the traffic of its group.
enum class traffic_state {
  standalone,
  grouping,
};
constexpr auto texts_of(traffic_state) {
  return enum_texts<traffic_state>(
      {{traffic_state::standalone, "standalone"}, {traffic_state::grouping, "grouping"}});
}

/// The direction of a sorted list.
enum class order {
  desc,
  asc,
};
constexpr auto texts_of(order) { return enum_texts<order>({{order::desc, "desc"}, {order::asc, "asc"}}); }

}  // namespace roster::inline v0::eas
