// SPDX-License-Identifier: BSL-1.0
#pragma once
// The response of DescribeServices as structs that any JSON library can fill, as eas_plain.hpp for the other API; its
// items are smaller, but nested.

#include "plain_struct.hpp"

namespace plain {

#define QIANFAN_RESOURCE_MEMBERS(X) \
  X(maybe_text, type) X(maybe_real, qps) X(maybe_int, replicasCount) X(maybe_text, region)
PLAIN_STRUCT(qianfan_resource, QIANFAN_RESOURCE_MEMBERS)

#define QIANFAN_DEPLOYMENT_MEMBERS(X) \
  X(maybe_text, type)                 \
  X(maybe_text, region)               \
  X(maybe_real, qps) X(maybe_int, replicasComputeUnitCount) X(maybe_int, replicasCount)
PLAIN_STRUCT(qianfan_deployment, QIANFAN_DEPLOYMENT_MEMBERS)

#define QIANFAN_LOG_STORE_MEMBERS(X) \
  X(maybe_text, logRegion) X(maybe_text, logProject) X(maybe_text, logStoreName)
PLAIN_STRUCT(qianfan_log_store, QIANFAN_LOG_STORE_MEMBERS)

using maybe_qianfan_resource = std::optional<qianfan_resource>;
using maybe_qianfan_deployment = std::optional<qianfan_deployment>;
using maybe_qianfan_log_store = std::optional<qianfan_log_store>;

// clang-format off
#define QIANFAN_SERVICE_MEMBERS(X) \
  X(text, serviceId) \
  X(maybe_text, baseModel) \
  X(maybe_text, modelSetId) \
  X(maybe_text, modelId) \
  X(text, name) \
  X(maybe_text, description) \
  X(maybe_text, url) \
  X(maybe_text, endpoint) \
  X(maybe_text, serviceType) \
  X(text, runStatus) \
  X(maybe_text, scaleStatus) \
  X(maybe_text, updateStatus) \
  X(maybe_text, chargeType) \
  X(maybe_text, payType) \
  X(maybe_text, chargeStatus) \
  X(maybe_qianfan_resource, resourceConfig) \
  X(maybe_qianfan_deployment, deploymentConfig) \
  X(maybe_bool, isModelUpdating) \
  X(maybe_bool, enableLogs) \
  X(maybe_qianfan_log_store, logStoreConfig) \
  X(maybe_text, creator) \
  X(text, createTime) \
  X(maybe_int, protocolVersion)
// clang-format on
PLAIN_STRUCT(qianfan_service, QIANFAN_SERVICE_MEMBERS)

using qianfan_services = std::vector<qianfan_service>;

#define QIANFAN_PAGE_INFO_MEMBERS(X) \
  X(text, marker) X(integer, maxKeys) X(maybe_bool, isTruncated) X(text, nextMarker)
PLAIN_STRUCT(qianfan_page_info, QIANFAN_PAGE_INFO_MEMBERS)

#define QIANFAN_RESULT_MEMBERS(X) X(qianfan_page_info, pageInfo) X(qianfan_services, serviceList)
PLAIN_STRUCT(qianfan_result, QIANFAN_RESULT_MEMBERS)

#define QIANFAN_RESPONSE_MEMBERS(X) X(text, requestId) X(qianfan_result, result)
PLAIN_STRUCT(qianfan_response, QIANFAN_RESPONSE_MEMBERS)

}  // namespace plain
