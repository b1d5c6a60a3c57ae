// SPDX-License-Identifier: BSL-1.0
#pragma once
// The order of the members of a DescribeServices response, as in the sample of the documentation.

#include <roster/emulator/data/member_order.hpp>
#include <string_view>

namespace roster::inline v0::emulator::detail {

inline constexpr std::string_view qianfan_response_members[] = {"requestId", "result"};
inline constexpr std::string_view qianfan_result_members[] = {"pageInfo", "serviceList"};
inline constexpr std::string_view qianfan_page_info_members[] = {"marker", "maxKeys", "isTruncated",
                                                                 "nextMarker"};
inline constexpr std::string_view qianfan_service_members[] = {"serviceId",
                                                               "baseModel",
                                                               "modelSetId",
                                                               "modelId",
                                                               "name",
                                                               "description",
                                                               "url",
                                                               "endpoint",
                                                               "serviceType",
                                                               "runStatus",
                                                               "scaleStatus",
                                                               "updateStatus",
                                                               "chargeType",
                                                               "payType",
                                                               "chargeStatus",
                                                               "resourceConfig",
                                                               "isModelUpdating",
                                                               "enableLogs",
                                                               "logStoreConfig",
                                                               "creator",
                                                               "createTime",
                                                               "deploymentConfig",
                                                               "protocolVersion"};
inline constexpr std::string_view qianfan_resource_members[] = {"region", "type", "replicasCount", "qps"};
inline constexpr std::string_view qianfan_deployment_members[] = {
    "type", "region", "qps", "replicasComputeUnitCount", "replicasCount"};
inline constexpr std::string_view qianfan_log_store_members[] = {"logRegion", "logProject", "logStoreName"};

/// nextMarker and the members of logStoreConfig are not in the sample; they have the order of the tables.
/// Source: Qianfan DescribeServices, sample response and tables.
inline constexpr documented_object qianfan_member_order[] = {
    {"", qianfan_response_members},
    {"result", qianfan_result_members},
    {"pageInfo", qianfan_page_info_members},
    {"serviceList", qianfan_service_members},
    {"resourceConfig", qianfan_resource_members},
    {"deploymentConfig", qianfan_deployment_members},
    {"logStoreConfig", qianfan_log_store_members},
};

/// The order of a description: that of a service in a list.
inline constexpr documented_object qianfan_description_order[] = {
    {"", qianfan_response_members},
    {"result", qianfan_service_members},
    {"resourceConfig", qianfan_resource_members},
    {"deploymentConfig", qianfan_deployment_members},
    {"logStoreConfig", qianfan_log_store_members},
};

}  // namespace roster::inline v0::emulator::detail
