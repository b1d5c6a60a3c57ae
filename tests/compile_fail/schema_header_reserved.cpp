// expect: roster: an operation declares a header that the transport or the signer sets, such as Host, Content-Length, Transfer-Encoding, Connection and Authorization; it would contradict them; remove it
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/requests.hpp"

struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto headers = roster::fixed{{"Content-length", "0"}};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
