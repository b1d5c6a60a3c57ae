// SPDX-License-Identifier: BSL-1.0
#pragma once
// OpenAI, and services with the same API: the models, and the fine-tuning jobs.

#include <cstdint>
#include <optional>
#include <roster/schema/epoch_time.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/target.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::openai {

/// The public endpoint; services with the same API have their own. Sign with `roster::bearer{key}`.
inline constexpr std::string_view endpoint = "https://api.openai.com";

/// A model.
struct model {
  std::string id{};                              ///< its name, for requests
  std::optional<epoch_seconds> created{};        ///< when it was published
  std::optional<std::string> owned_by{};         ///< the organization that owns it
  std::optional<epoch_seconds> shutdown_date{};  ///< when it will be removed, if that is decided
  unknown_fields unknown{};                      ///< members that are not documented

  friend bool operator==(const model&, const model&) = default;
};
/// The request has no parameters.
struct list_models_request {};
/// The list.
struct list_models_response {
  std::vector<model> data{};  ///< all models
};

/// Lists the models that the key may use.
/// Source: OpenAI API reference, List models.
struct list_models {
  using request = list_models_request;
  using response = list_models_response;
  static constexpr auto target = get("/v1/models");
  static constexpr auto items = path<&response::data>;
  static constexpr auto key = path<&model::id>;
  static constexpr auto paging = one_page{};
};

/// The lifecycle status of a fine-tuning job.
enum class job_status {
  validating_files,  ///< checking the training data
  queued,            ///< waiting to run
  running,           ///< training
  succeeded,         ///< ended with a model
  failed,            ///< ended with an error
  cancelled,         ///< cancelled by the user
};
/// The wire values; found by open_enum.
constexpr auto texts_of(job_status) {
  return enum_texts<job_status>({{job_status::validating_files, "validating_files"},
                                 {job_status::queued, "queued"},
                                 {job_status::running, "running"},
                                 {job_status::succeeded, "succeeded"},
                                 {job_status::failed, "failed"},
                                 {job_status::cancelled, "cancelled"}});
}

/// A fine-tuning job.
struct fine_tuning_job {
  std::string id{};                               ///< "ftjob-…"
  std::optional<epoch_seconds> created_at{};      ///< when it was created
  std::optional<epoch_seconds> finished_at{};     ///< when it ended
  std::optional<std::string> model{};             ///< the base model
  std::optional<std::string> fine_tuned_model{};  ///< the resulting model, once it exists
  std::optional<std::string> organization_id{};   ///< the owner
  std::optional<open_enum<job_status>> status{};  ///< where it stands
  std::optional<std::int64_t> trained_tokens{};   ///< billed tokens; absent while it runs
  std::optional<std::string> training_file{};     ///< id of the training data
  std::optional<std::string> validation_file{};   ///< id of the validation data
  unknown_fields unknown{};                       ///< other members

  friend bool operator==(const fine_tuning_job&, const fine_tuning_job&) = default;
};
/// A page of jobs is requested by its size and the job before it.
struct list_fine_tuning_jobs_request {
  std::optional<std::string> after{};   ///< the id of the job before the page
  std::optional<std::int64_t> limit{};  ///< jobs on a page; 20 unless set
};
/// One page of the list.
struct list_fine_tuning_jobs_response {
  std::vector<fine_tuning_job> data{};  ///< the jobs, newest first
  std::optional<bool> has_more{};       ///< whether there are more pages
};

/// Lists the fine-tuning jobs of the organization, newest first.
/// Source: OpenAI API reference, List fine-tuning jobs.
struct list_fine_tuning_jobs {
  using request = list_fine_tuning_jobs_request;
  using response = list_fine_tuning_jobs_response;
  static constexpr auto target = get("/v1/fine_tuning/jobs");
  static constexpr auto items = path<&response::data>;
  static constexpr auto key = path<&fine_tuning_job::id>;
  static constexpr auto paging =
      by_last_item{.send = &request::after, .more = path<&response::has_more>, .size = &request::limit};
};

}  // namespace roster::inline v0::openai

template <>
inline constexpr auto roster::detail::key_of_item<roster::openai::model> = roster::openai::list_models::key;
template <>
inline constexpr auto roster::detail::key_of_item<roster::openai::fine_tuning_job> =
    roster::openai::list_fine_tuning_jobs::key;
