// SPDX-License-Identifier: BSL-1.0
#pragma once
// NVIDIA Triton Inference Server: the models in its repository.

#include <optional>
#include <roster/schema/json_text.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/target.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::triton {

/// The state of a model.
enum class model_state {
  unknown,      ///< not known
  ready,        ///< loaded, and serves requests
  unavailable,  ///< not loaded, or failed to load; `reason` says why
  loading,      ///< being loaded
  unloading,    ///< being unloaded
};
/// The wire values; found by open_enum.
constexpr auto texts_of(model_state) {
  return enum_texts<model_state>({{model_state::unknown, "UNKNOWN"},
                                  {model_state::ready, "READY"},
                                  {model_state::unavailable, "UNAVAILABLE"},
                                  {model_state::loading, "LOADING"},
                                  {model_state::unloading, "UNLOADING"}});
}

/// A model, or one version of it.
struct model {
  std::string name{};                             ///< its name in the repository
  std::optional<std::string> version{};           ///< absent if no version is loaded
  std::optional<open_enum<model_state>> state{};  ///< absent if the model was never loaded
  std::optional<std::string> reason{};            ///< why it is in this state
  unknown_fields unknown{};                       ///< members that are not documented

  friend bool operator==(const model&, const model&) = default;
};
/// The filter of the list.
struct repository_index_request {
  std::optional<bool> ready{};  ///< true: only models that serve requests
};

/// Lists the models of a server. It needs no credentials.
/// Source: Triton Inference Server, model repository extension, Index.
struct repository_index {
  using request = repository_index_request;
  using response = std::vector<model>;
  static constexpr auto target = post("/v2/repository/index");
  static constexpr auto items = whole_response;
  static constexpr auto key = keys{path<&model::name>, path<&model::version>};
  static constexpr auto paging = one_page{};
};

}  // namespace roster::inline v0::triton

template <>
inline constexpr auto roster::detail::key_of_item<roster::triton::model> =
    roster::triton::repository_index::key;
