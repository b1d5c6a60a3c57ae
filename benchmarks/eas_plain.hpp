// SPDX-License-Identifier: BSL-1.0
#pragma once
// The response of ListServices as structs that any JSON library can fill: standard types only, members named as
// on the wire. All decoders are measured with them.

#include "plain_struct.hpp"

namespace plain {

#define EAS_LABEL_MEMBERS(X) X(maybe_text, LabelKey) X(maybe_text, LabelValue)
PLAIN_STRUCT(eas_label, EAS_LABEL_MEMBERS)

#define EAS_COUNT_MEMBERS(X) X(maybe_int, Dedicated) X(maybe_int, Public) X(maybe_int, Quota)
PLAIN_STRUCT(eas_count, EAS_COUNT_MEMBERS)

using eas_labels = std::vector<eas_label>;
using maybe_eas_count = std::optional<eas_count>;

// clang-format off
#define EAS_SERVICE_MEMBERS(X) \
  X(text, ServiceId) \
  X(text, ServiceName) \
  X(text, Status) \
  X(text, Region) \
  X(text, CreateTime) \
  X(maybe_text, UpdateTime) \
  X(maybe_text, ServiceUid) \
  X(maybe_text, ServiceGroup) \
  X(maybe_text, Namespace) \
  X(maybe_text, WorkspaceId) \
  X(maybe_text, Role) \
  X(maybe_text, RoleAttrs) \
  X(maybe_text, WorkloadType) \
  X(maybe_text, TrafficState) \
  X(eas_labels, Labels) \
  X(maybe_text, Message) \
  X(maybe_text, Reason) \
  X(maybe_int, TotalInstance) \
  X(maybe_int, RunningInstance) \
  X(maybe_int, PendingInstance) \
  X(maybe_eas_count, InstanceCountInResource) \
  X(maybe_int, Cpu) \
  X(maybe_int, Memory) \
  X(maybe_int, Gpu) \
  X(maybe_int, GPUCorePercentage) \
  X(maybe_int, GPUMemory) \
  X(maybe_bool, ResourceBurstable) \
  X(maybe_bool, AutoscalerEnabled) \
  X(maybe_bool, CronscalerEnabled) \
  X(maybe_text, Resource) \
  X(maybe_text, ResourceAlias) \
  X(maybe_text, QuotaId) \
  X(maybe_text, Gateway) \
  X(maybe_text, Image) \
  X(maybe_int, CurrentVersion) \
  X(maybe_int, LatestVersion) \
  X(maybe_int, Weight) \
  X(maybe_text, AppType) \
  X(maybe_text, AppSpecName) \
  X(maybe_text, AppVersion) \
  X(maybe_text, AppConfig) \
  X(maybe_text, ServiceConfig) \
  X(maybe_text, ExtraData) \
  X(maybe_text, Source) \
  X(maybe_text, InternetEndpoint) \
  X(maybe_text, IntranetEndpoint) \
  X(maybe_text, SecondaryInternetEndpoint) \
  X(maybe_text, SecondaryIntranetEndpoint) \
  X(maybe_text, AccessToken) \
  X(maybe_text, CallerUid) \
  X(maybe_text, ParentUid) \
  X(maybe_text, SafetyLock) \
  X(maybe_text, RequestId)
// clang-format on
PLAIN_STRUCT(eas_service, EAS_SERVICE_MEMBERS)

using eas_services = std::vector<eas_service>;

#define EAS_RESPONSE_MEMBERS(X) \
  X(text, RequestId)            \
  X(eas_services, Services) X(integer, PageNumber) X(integer, PageSize) X(integer, TotalCount)
PLAIN_STRUCT(eas_response, EAS_RESPONSE_MEMBERS)

/// Six members of a service, for the benchmark of a projection.
#define EAS_SIX_MEMBERS(X) \
  X(text, ServiceId)       \
  X(text, ServiceName) X(text, Status) X(maybe_int, Cpu) X(maybe_int, Gpu) X(maybe_text, Image)
PLAIN_STRUCT(eas_six, EAS_SIX_MEMBERS)

using eas_sixes = std::vector<eas_six>;

#define EAS_SIX_RESPONSE_MEMBERS(X) \
  X(text, RequestId)                \
  X(eas_sixes, Services) X(integer, PageNumber) X(integer, PageSize) X(integer, TotalCount)
PLAIN_STRUCT(eas_six_response, EAS_SIX_RESPONSE_MEMBERS)

}  // namespace plain
