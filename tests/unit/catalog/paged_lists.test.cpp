// SPDX-License-Identifier: BSL-1.0
// The schemas of OpenAI's fine-tuning jobs, Replicate and the Hugging Face Hub, against services written by hand.
#include <doctest/doctest.h>

#include <cstddef>
#include <roster/catalog/hugging_face.hpp>
#include <roster/catalog/openai.hpp>
#include <roster/catalog/replicate.hpp>
#include <roster/schema/field.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <support/listed_api.hpp>

namespace {

std::string job(std::size_t i) {
  return R"({"object":"fine_tuning.job","id":"ftjob-)" + std::to_string(i) + R"(","created_at":1721764867,
    "status":"paused","finished_at":null,"trained_tokens":null})";
}

// An organization with this many jobs, on pages of at most 3 after the job in `after`.
fake::transport::script organization(std::size_t count) {
  return [count](const roster::http::request& request, std::size_t) {
    auto sent = fake::parameters(request.query);
    const std::size_t from = sent["after"].empty() ? 0 : std::stoul(sent["after"].substr(6)) + 1;
    const auto to = (std::min)(count, from + (std::min<std::size_t>)(3, std::stoul(sent["limit"])));
    return fake::json(200, R"({"object":"list","data":[)" + fake::joined(from, to, job) + R"(],"has_more":)" +
                               (to < count ? "true}" : "false}"));
  };
}

std::string deployment(std::size_t i) {
  return R"({"owner":"acme","name":"d)" + std::to_string(i) +
         R"(","current_release":{"number":1,"model":"acme/llm",
    "version":"5c7d","created_at":"2026-02-15T16:32:57.018467Z","created_by":{"type":"organization",
    "username":"acme","name":"Acme","avatar_url":"u"},"configuration":{"hardware":"gpu-t4","min_instances":1,
    "max_instances":5}}})";
}

std::string model(std::size_t i) {
  return R"({"_id":"62","id":"acme/m)" + std::to_string(i) + R"(","author":"acme","likes":1,"private":false,
    "downloads":7,"tags":["pytorch"],"pipeline_tag":"text-generation","library_name":"transformers",
    "createdAt":"2022-03-02T23:29:04.000Z","modelId":"acme/m"})";
}

}  // namespace

TEST_CASE("catalog openai: all fine-tuning jobs, each page after the last job of the one before it") {
  using jobs = fake::api<roster::openai::list_fine_tuning_jobs>;
  jobs api(organization(7));
  const auto all = api.all();
  REQUIRE(all.size() == 7);
  CHECK_FALSE(all[0].status->known());
  CHECK(roster::to_json(all[0]).find(R"("status":"paused")") != std::string::npos);
  REQUIRE(api.requests().size() == 3);
  CHECK(api.requests()[0].target() == "/v1/fine_tuning/jobs?limit=100");
  CHECK(api.requests()[1].target() == "/v1/fine_tuning/jobs?after=ftjob-2&limit=100");
  jobs one(organization(7));
  CHECK(one.first(1).size() == 1);
  CHECK(one.requests().size() == 1);
}

TEST_CASE("catalog replicate: all deployments, by the URL in each response") {
  using deployments = fake::api<roster::replicate::list_deployments>;
  deployments api(
      [](const roster::http::request& request, std::size_t) {
        auto sent = fake::parameters(request.query);
        const std::size_t from = sent["cursor"].empty() ? 0 : std::stoul(sent["cursor"].substr(4));
        const auto to = (std::min<std::size_t>)(5, from + 2);
        const std::string next =
            R"("https://api.replicate.com/v1/deployments?cursor=cD0%2B)" + std::to_string(to) + "\"";
        return fake::json(200, R"({"previous":null,"next":)" + (to < 5 ? next : "null") + R"(,"results":[)" +
                                   fake::joined(from, to, deployment) + "]}");
      },
      "https://api.replicate.com");
  const auto all = api.all();
  REQUIRE(all.size() == 5);
  CHECK(all[4].name == "d4");
  CHECK(all[0].current_release->configuration->max_instances == 5);
  CHECK(roster::to_json(all[0]).find(R"("avatar_url":"u")") != std::string::npos);
  REQUIRE(api.requests().size() == 3);
  CHECK(api.requests()[0].target() == "/v1/deployments");
  CHECK(api.requests()[2].target() == "/v1/deployments?cursor=cD0%2B4");
  deployments wrong(
      [](const roster::http::request&, std::size_t) {
        return fake::json(
            200, R"({"next":null,"results":[{"owner":"a","name":"b","current_release":{"number":"x"}}]})");
      },
      "https://api.replicate.com");
  CHECK(wrong.failure().find("results[0].current_release.number") != std::string::npos);
}

TEST_CASE("catalog hugging face: the models of an author, by the header Link") {
  using roster::field;
  namespace hugging_face = roster::hugging_face;
  fake::api<hugging_face::list_models> api(
      [](const roster::http::request& request, std::size_t) {
        auto sent = fake::parameters(request.query);
        const std::size_t from = sent["cursor"].empty() ? 0 : std::stoul(sent["cursor"]);
        const auto to = (std::min<std::size_t>)(5, from + 2);
        roster::http::headers headers;
        if (to < 5)
          headers.add("Link", "<https://huggingface.co/api/models?author=acme&limit=2&cursor=" +
                                  std::to_string(to) + ">; rel=\"next\"");
        return fake::json(200, "[" + fake::joined(from, to, model) + "]", std::move(headers));
      },
      "https://huggingface.co");
  const auto all =
      api.where(field<&hugging_face::hub_model::author> == "acme", {.sort = "downloads", .direction = -1});
  REQUIRE(all.size() == 5);
  CHECK(all[4].id == "acme/m4");
  CHECK(all[0].pipeline_tag == "text-generation");
  CHECK(all[0].private_ == false);
  CHECK(roster::to_json<roster::camel_case>(all[0]).find(R"("modelId":"acme/m")") != std::string::npos);
  REQUIRE(api.requests().size() == 3);
  CHECK(api.requests()[0].target() == "/api/models?author=acme&direction=-1&limit=1000&sort=downloads");
  CHECK(fake::parameters(api.requests()[1].query).at("cursor") == "2");
}
