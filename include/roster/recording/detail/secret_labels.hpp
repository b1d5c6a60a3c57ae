// SPDX-License-Identifier: BSL-1.0
#pragma once
// Labels of secrets in recordings: a list may continue with a parameter that is called like a secret ("token"), and its
// requests have to be told apart, without the secret itself.

#include <cstddef>
#include <functional>
#include <roster/config.hpp>
#include <roster/detail/fingerprint.hpp>
#include <roster/http/request.hpp>
#include <roster/recording/interaction.hpp>
#include <string>
#include <string_view>
#include <unordered_map>

namespace roster::inline v0::detail {

/// Returns what stands for a secret: "***", or "***2" for a second one.
using secret_label = std::function<std::string(std::string_view secret)>;

/// Numbers secrets in the order in which they come: "***", "***2", "***3". The same secret has the same label. It
/// keeps keyed fingerprints of the secrets, and no more than 100000 of them; later ones are all "***".
class secret_numbers {
 public:
  ROSTER_DECL std::string label(std::string_view secret);

 private:
  std::unordered_map<text_fingerprint, std::size_t, fingerprint_hash> known_{};
};

/// Returns `text` if it is a label already, as in a replayed request, and "***" otherwise.
ROSTER_DECL std::string kept_label(std::string_view text);

/// Returns what is recorded of a request, with labels for the values of query parameters with a secret name and for the
/// members of its body that `label_body` labels.
ROSTER_DECL interaction labelled_request(const http::request& request, const secret_label& label);

/// Returns the masked body with labels for the texts that have a secret name and are in no list: a page token is
/// outside of the items. `original` is the body before it was masked.
ROSTER_DECL std::string label_body(std::string masked, std::string_view original, const secret_label& label);

/// Tells whether two texts are the same, where "***" in `asked` stands for any label in `recorded`.
ROSTER_DECL bool matches_labels(std::string_view asked, std::string_view recorded) noexcept;

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/recording/impl/secret_labels.ipp>
#endif
