// SPDX-License-Identifier: BSL-1.0
#pragma once
// The order of the members of a ListServices response, as in the sample of the documentation.

#include <roster/emulator/data/member_order.hpp>
#include <string_view>

namespace roster::inline v0::emulator::detail {

inline constexpr std::string_view eas_page_members[] = {"RequestId", "Services", "PageNumber", "PageSize",
                                                        "TotalCount"};

/// WorkloadType is not in the sample, only in the SDK.
inline constexpr std::string_view eas_service_members[] = {"ServiceGroup",
                                                           "Memory",
                                                           "Cpu",
                                                           "Image",
                                                           "Gpu",
                                                           "TotalInstance",
                                                           "AccessToken",
                                                           "ResourceBurstable",
                                                           "InternetEndpoint",
                                                           "ResourceAlias",
                                                           "Status",
                                                           "TrafficState",
                                                           "RequestId",
                                                           "Resource",
                                                           "SecondaryInternetEndpoint",
                                                           "Labels",
                                                           "Namespace",
                                                           "Weight",
                                                           "Role",
                                                           "SecondaryIntranetEndpoint",
                                                           "PendingInstance",
                                                           "ServiceName",
                                                           "SafetyLock",
                                                           "Region",
                                                           "AppType",
                                                           "InstanceCountInResource",
                                                           "IntranetEndpoint",
                                                           "QuotaId",
                                                           "Message",
                                                           "CurrentVersion",
                                                           "RunningInstance",
                                                           "WorkspaceId",
                                                           "CallerUid",
                                                           "Reason",
                                                           "Source",
                                                           "ServiceId",
                                                           "AppVersion",
                                                           "CronscalerEnabled",
                                                           "ServiceConfig",
                                                           "Gateway",
                                                           "AppSpecName",
                                                           "GPUCorePercentage",
                                                           "GPUMemory",
                                                           "AppConfig",
                                                           "CreateTime",
                                                           "AutoscalerEnabled",
                                                           "ExtraData",
                                                           "LatestVersion",
                                                           "UpdateTime",
                                                           "ServiceUid",
                                                           "ParentUid",
                                                           "RoleAttrs",
                                                           "WorkloadType"};
inline constexpr std::string_view eas_label_members[] = {"LabelValue", "LabelKey"};
inline constexpr std::string_view eas_instance_count_members[] = {"Quota", "Public", "Dedicated"};

/// Source: PAI ListServices 2021-07-01, sample response.
inline constexpr documented_object eas_member_order[] = {
    {"", eas_page_members},
    {"Services", eas_service_members},
    {"Labels", eas_label_members},
    {"InstanceCountInResource", eas_instance_count_members},
};

/// The order of a description: that of a service in a list.
inline constexpr documented_object eas_description_order[] = {
    {"", eas_service_members},
    {"Labels", eas_label_members},
    {"InstanceCountInResource", eas_instance_count_members},
};

}  // namespace roster::inline v0::emulator::detail
