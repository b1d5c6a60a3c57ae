// SPDX-License-Identifier: BSL-1.0
#pragma once
// The plain responses declared as operations, as users declare their own APIs, so that Roster fills the same structs as
// its peers.

#include <roster/schema/operation.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>

#include "eas_plain.hpp"
#include "qianfan_plain.hpp"

namespace plain {

struct eas_request {
  std::optional<std::int64_t> PageNumber{};
  std::optional<std::int64_t> PageSize{};
};

struct list_eas {
  using request = eas_request;
  using response = eas_response;
  static constexpr auto target = roster::get("/api/v2/services");
  static constexpr auto items = roster::path<&response::Services>;
  static constexpr auto key = roster::path<&eas_service::ServiceId>;
  static constexpr auto paging = roster::by_number{.number = &request::PageNumber,
                                                   .size = &request::PageSize,
                                                   .total = roster::path<&response::TotalCount>};
};

struct qianfan_request {
  std::optional<std::string> marker{};
  std::optional<std::int64_t> maxKeys{};
};

struct list_qianfan {
  using request = qianfan_request;
  using response = qianfan_response;
  static constexpr auto target = roster::post("/v2/service");
  static constexpr auto items = roster::path<&response::result, &qianfan_result::serviceList>;
  static constexpr auto key = roster::path<&qianfan_service::serviceId>;
  static constexpr auto paging = roster::by_token{
      .send = &request::marker,
      .next = roster::path<&response::result, &qianfan_result::pageInfo, &qianfan_page_info::nextMarker>,
      .more = roster::path<&response::result, &qianfan_result::pageInfo, &qianfan_page_info::isTruncated>,
      .size = &request::maxKeys};
};

}  // namespace plain
