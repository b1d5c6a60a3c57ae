// SPDX-License-Identifier: BSL-1.0
#pragma once
// The schema of the Qianfan operation DescribeServices: request, response and pagination.

#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <roster/qianfan/schema/request.hpp>
#include <roster/qianfan/schema/service.hpp>
#include <roster/schema/check_members.hpp>
#include <roster/schema/errors.hpp>
#include <roster/schema/filters.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/target.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::qianfan {

/// The position of a page in the list.
struct page_info {
  std::optional<std::string> marker{};       ///< the marker of this page, "" for the first
  std::optional<std::int64_t> max_keys{};    ///< services on a full page, as the server reports it
  flag is_truncated{};                       ///< there are more services after this page
  std::optional<std::string> next_marker{};  ///< the next page's marker; present only when there is one

  friend bool operator==(const page_info&, const page_info&) = default;
};

/// The result member of a response.
struct result {
  std::optional<qianfan::page_info> page_info{};  ///< the position of the page
  std::vector<service> service_list{};            ///< the services on this page

  friend bool operator==(const result&, const result&) = default;
};

/// One page of the list.
struct describe_services_response {
  std::optional<std::string> request_id{};  ///< the id of this request, for the vendor's support
  std::optional<qianfan::result> result{};  ///< the page

  friend bool operator==(const describe_services_response&, const describe_services_response&) = default;
};

/// Lists the services that the customer created, of one protocol version.
struct ROSTER_VISIBLE describe_services {
  using request = describe_services_request;
  using response = describe_services_response;

  static constexpr std::string_view action = "DescribeServices";

  static constexpr auto target = roster::post("/v2/service?Action=DescribeServices");
  static constexpr auto wire_case = camel_case;
  static constexpr auto items = path<&response::result, &result::service_list>;
  static constexpr auto key = path<&service::service_id>;

  static constexpr auto paging = by_token{
      .send = &request::marker,
      .next = path<&response::result, &result::page_info, &page_info::next_marker>,
      .more = path<&response::result, &result::page_info, &page_info::is_truncated>,
      .size = &request::max_keys,
      .max_page_size = 100,
  };

  static constexpr roster::permission permission{
      .needed = "QianfanFullControlAccessPolicy or QianfanDataOperateAccessPolicy",
      .resource = "",
  };

  /// The codes of Baidu AI Cloud, the numbers being those of its older API. An error is in the body, {code, message} or
  /// {error_code, error_msg}, or only in headers. An expired token has no code of its own, only that of all invalid
  /// signatures.
  static constexpr auto errors = roster::errors{
      .code = header{"x-bce-error-code"},
      .message = header{"x-bce-error-message"},
      .request_id = header{"x-bce-request-id"},
      .throttled = {"4", "17", "18", "19", "336501", "336502"},
      .unauthenticated = {"IamSignatureInvalid", "IamSignatureInvalid*", "SignatureEmpty*",
                          "InvalidHTTPAuthHeader*", "14"},
      .expired_token = {"IamSignatureInvalid", "110", "111"},
      .transient = {"336000", "336100", "500000"},
  };

  /// Loose: responses mask the creator, join the payment types with a comma, and contain version 1 unless another one
  /// is requested.
  static constexpr auto filters = roster::filters{
      fuzzy{&request::name, path<&service::name>},
      exact{&request::service_type, path<&service::service_type>}.except("embeddings"),
      exact{&request::run_status, path<&service::run_status>},
      loose{&request::creator, path<&service::creator>},
      exact{&request::charge_type, path<&service::charge_type>},
      loose{&request::pay_type, path<&service::pay_type>},
      loose{&request::protocol_version, path<&service::protocol_version>},
  };
};

}  // namespace roster::inline v0::qianfan

namespace roster::inline v0::detail {
template <>
inline constexpr bool is_checked_by_tests<qianfan::describe_services> = true;
}  // namespace roster::inline v0::detail

template <>
inline constexpr auto roster::detail::key_of_item<roster::qianfan::service> =
    roster::qianfan::describe_services::key;
