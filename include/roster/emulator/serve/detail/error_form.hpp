// SPDX-License-Identifier: BSL-1.0
#pragma once
// The errors of a served API, written where its declaration says that they are.

#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <roster/emulator/detail/cloud_api.hpp>
#include <roster/emulator/faults/detail/apply_fault.hpp>
#include <roster/emulator/serve/detail/serve_problem.hpp>
#include <roster/http/message.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// A member on the way to a declared place.
struct place_step {
  std::string_view name{};  ///< on the wire
  bool is_list{};           ///< the rest is in the first element of a list
};

/// A path of members, or a header of the response.
struct error_place {
  std::vector<place_step> steps{};
  std::string_view header{};
  bool is_number{};  ///< an integer is declared there
};

/// What an operation declares about its errors.
struct error_form {
  std::optional<error_place> code{};
  std::optional<error_place> message{};
  std::optional<error_place> request_id{};
  std::optional<error_place> fails_unless{};
  std::optional<error_place> recovery{};  ///< of the token that continues after an expired one
  // The first codes of the declared lists; "" if there is none.
  std::string_view throttled{};
  std::string_view unauthenticated{};
  std::string_view forbidden{};
  std::string_view expired_token{};
  std::string_view clock_skew{};
  std::string_view transient{};
  std::string_view bad_request{};
};

/// A value in JSON, and its place.
struct placed_value {
  std::vector<place_step> steps{};
  std::string json{};
};

/// Returns the JSON object with these values; of two values at one place, the first one counts.
/// Example: compose_object: merges the places of values
ROSTER_DECL std::string compose_object(const std::vector<placed_value>& values);

/// Returns the object with the members of another one; those that it has already are unchanged.
ROSTER_DECL std::string add_members(std::string object, const std::vector<placed_value>& values);

/// Returns the names of the top-level members of a JSON object; none if it is not an object.
ROSTER_DECL std::vector<std::string> member_names(std::string_view json);

/// Returns the error as a response. Without a declaration it is {"code": …, "message": …, "request_id": …}. `recovery` is
/// the token that continues after an expired one, or "".
ROSTER_DECL http::response write_error(const error_form& form, const rejection& rejected,
                                       const request_context& context, std::string_view recovery = {});

/// Returns status and code of a problem.
ROSTER_DECL cloud_error error_of(const error_form& form, const serve_problem& problem);

/// Returns the errors that faults cause.
/// Lifetime: `form` and `context` must outlive the result.
ROSTER_DECL fault_errors fault_errors_of(const error_form& form, const request_context& context);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/serve/impl/error_form.ipp>
#endif
