// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of error.hpp.

#include <roster/error.hpp>
#include <string>

namespace roster {
namespace detail {

#if defined(__GNUC__)  // the destructor of Boost's class is not virtual, by design: nobody owns a category
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"
#endif

class error_category_impl final : public boost::system::error_category {
 public:
  const char* name() const noexcept override { return "roster"; }

  std::string message(int value) const override {
    switch (static_cast<errc>(value)) {
      case errc::invalid_argument:
        return "invalid argument";
      case errc::no_credentials:
        return "no credentials";
      case errc::unauthenticated:
        return "not authenticated";
      case errc::forbidden:
        return "permission denied";
      case errc::rejected:
        return "request rejected";
      case errc::throttled:
        return "throttled";
      case errc::unavailable:
        return "service unavailable";
      case errc::connection:
        return "connection failed";
      case errc::tls:
        return "TLS failed";
      case errc::proxy:
        return "refused by a proxy";
      case errc::timed_out:
        return "timed out";
      case errc::protocol:
        return "unexpected HTTP answer";
      case errc::too_large:
        return "answer too large";
      case errc::bad_answer:
        return "answer does not fit the schema";
      case errc::no_progress:
        return "paging makes no progress";
      case errc::busy:
        return "range is busy";
      case errc::exception:
        return "a function of the caller's threw an exception";
    }
    return "unknown roster error";
  }
};

#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

}  // namespace detail

ROSTER_DECL const boost::system::error_category& error_category() noexcept {
  static const detail::error_category_impl instance;
  return instance;
}

}  // namespace roster
