// SPDX-License-Identifier: BSL-1.0
#pragma once
// Labels of secrets in recordings. A page token may have the name of a secret ("token"): requests that differ only in
// it must stay distinct, without the token itself.

#include <cstddef>
#include <functional>
#include <roster/config.hpp>
#include <roster/detail/fingerprint.hpp>
#include <roster/http/message.hpp>
#include <roster/recording/interaction.hpp>
#include <string>
#include <string_view>
#include <unordered_map>

namespace roster::inline v0::detail {

/// Returns the label that replaces a secret: "***", or "***2" for a second one.
using secret_label = std::function<std::string(std::string_view secret)>;

/// Numbers secrets in order of appearance: "***", "***2", "***3". Equal secrets have the same label. Stores keyed
/// fingerprints of at most 100000 secrets; later ones all become "***".
class secret_numbers {
 public:
  ROSTER_DECL std::string label(std::string_view secret);

 private:
  std::unordered_map<text_fingerprint, std::size_t, fingerprint_hash> known_{};
};

/// Returns `text` if it is a label already, as in a replayed request, and "***" otherwise.
ROSTER_DECL std::string kept_label(std::string_view text);

/// Returns the interaction of a request, with labels for the values of query parameters with a secret name and for
/// the members of its body that `label_body` labels.
ROSTER_DECL interaction labelled_request(const http::request& request, const secret_label& label);

/// Returns the redacted body with labels for the texts that have a secret name and are outside of lists: a page token
/// is not part of an item. `original` is the body before redaction.
ROSTER_DECL std::string label_body(std::string redacted, std::string_view original,
                                   const secret_label& label);

/// Returns whether two texts are equal; "***" in `request` matches any label in `recorded`.
ROSTER_DECL bool matches_labels(std::string_view request, std::string_view recorded) noexcept;

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/recording/impl/secret_labels.ipp>
#endif
