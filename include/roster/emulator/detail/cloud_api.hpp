// SPDX-License-Identifier: BSL-1.0
#pragma once
// What both emulated clouds share.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <roster/emulator/faults/fault.hpp>
#include <roster/http/message.hpp>
#include <roster/schema/secret.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// The time, id and member order for the response to one request.
struct request_context {
  std::chrono::sys_seconds now{};
  std::string request_id{};
  std::optional<std::uint64_t> shuffle{};  ///< seed of a random member order; absent: the documented order
};

/// One row of a vendor's table of errors.
struct cloud_error {
  unsigned status{};
  std::string_view code{};
  std::string_view message{};

  friend bool operator==(const cloud_error&, const cloud_error&) = default;
};

/// The error of a rejected request.
struct rejection {
  cloud_error error{};
  std::string detail{};  ///< appended to the row's message, if it has one

  std::string message() const {
    if (error.message.empty()) return detail;
    return detail.empty() ? std::string(error.message) : std::string(error.message) + ' ' + detail;
  }
};

// Options of one emulated cloud: its credentials, regions and page sizes.

struct cloud_options {
  credentials key{.access_key_id = "emulator",
                  .access_key_secret = secret("emulator-secret"),
                  .security_token = {}};  ///< the only one that is accepted
  bool tokens_expire{};                   ///< accepts tokens of session_token instead of the key's own
  bool verify_signatures{true};           ///< with dates, nonces and tokens; false: accepts every request
  std::optional<std::int64_t> page_size_clamp{};  ///< upper bound of the page size; at least 1
  std::vector<std::string> regions{};             ///< of PAI-EAS; empty: one list for any host
};

/// Returns the options if they are valid.
/// Fails: failure(errc::invalid_argument) for a clamp under 1.
ROSTER_DECL cloud_options checked(cloud_options options);

// The result of one request to a cloud: the response and the parsed parameters, for logs and for faults that apply to
// one page.

struct cloud_response {
  http::response response{};
  std::string code{};                       ///< of the error; "" on success
  std::string region{};                     ///< of PAI-EAS, as named in the request; "" if it names none
  std::optional<bool> authentic{};          ///< whether authentication succeeded; absent: not checked
  std::optional<std::int64_t> page{};       ///< the requested page, from 1
  std::optional<std::int64_t> page_size{};  ///< as requested, before any clamp
  std::optional<std::string> marker{};      ///< as requested
  std::string_view needed{};                ///< the permission that the operation needs
};

/// How the connection ends before a response is complete.
enum class broken_by { reset, close };

/// An incomplete response.
struct broken_delivery {
  broken_by how{};
  bool header{};             ///< sends the whole header; otherwise at most half of it
  bool anything{};           ///< sends at least something
  std::size_t body{};        ///< bytes of the body that are sent
  std::size_t overstated{};  ///< bytes by which Content-Length exceeds the body
  bool no_length{};          ///< omits Content-Length
};

struct emulated_response {
  http::response response{};
  std::chrono::milliseconds wait{};         ///< before the first byte
  std::optional<broken_delivery> broken{};  ///< absent: complete
  std::optional<fault> spoilt{};            ///< the fault that corrupts the bytes in transit
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/cloud_api.ipp>
#endif
