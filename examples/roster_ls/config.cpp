// SPDX-License-Identifier: BSL-1.0
#include "config.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <roster/escape_for_log.hpp>
#include <roster/wire/columns.hpp>
#include <string_view>
#include <utility>

#if __has_include(<toml++/toml.h>)
#define ROSTER_LS_HAS_TOML 1
#include <toml++/toml.h>
#endif

#include "options.hpp"

namespace roster_ls {

std::optional<std::string> config_path(const std::optional<std::string>& chosen) {
  if (chosen) return chosen;
  const auto* const config_home = std::getenv("XDG_CONFIG_HOME");
  const auto* const home = std::getenv("HOME");
  std::string folder;
  if (config_home != nullptr && *config_home == '/')  // other values are invalid by the XDG specification
    folder = config_home;
  else if (home != nullptr && *home != '\0')
    folder = std::string(home) + "/.config";
  else
    return std::nullopt;
  const auto path = folder + "/roster/config.toml";
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return std::nullopt;
  return path;
}

#if defined(ROSTER_LS_HAS_TOML)

namespace {

constexpr std::uintmax_t max_config_size = 1 << 20;

std::string escape_text(std::string_view text) { return roster::escape_for_log(text, 100); }

class config_reader {
 public:
  explicit config_reader(std::string path) : path_(std::move(path)) {}

  std::vector<configured_source> read() const {
    std::error_code error;
    const auto size = std::filesystem::file_size(path_, error);
    if (error) throw usage_error(escape_text(path_) + ": " + error.message());
    if (size > max_config_size) throw usage_error(escape_text(path_) + ": too large: more than 1 MiB");
    try {
      return sources_of(toml::parse_file(path_));
    } catch (const toml::parse_error& e) {
      fail(e.source(), "invalid TOML: " + roster::escape_for_log(e.description(), 300));
    }
  }

 private:
  std::string location(const toml::source_region& at) const {
    return escape_text(path_) + ':' + std::to_string(at.begin.line);
  }
  [[noreturn]] void fail(const toml::source_region& at, const std::string& problem) const {
    throw usage_error(location(at) + ": " + problem);
  }

  std::vector<configured_source> sources_of(const toml::table& file) const {
    std::vector<configured_source> sources;
    for (const auto& [key, value] : file) {
      const auto* const list = value.as_array();
      if (key.str() != "source" || list == nullptr || !list->is_homogeneous(toml::node_type::table))
        fail(value.source(), "unknown entry \"" + escape_text(key.str()) + "\"; expected [[source]]");
      for (const auto& one : *list) sources.push_back(source_of(*one.as_table()));
    }
    if (sources.empty()) throw usage_error(escape_text(path_) + ": no [[source]]");
    return sources;
  }

  configured_source source_of(const toml::table& table) const {
    configured_source out{.where = location(table.source())};
    const std::array<std::pair<std::string_view, std::string*>, 9> texts{
        {{"name", &out.name},
         {"api", &out.api},
         {"endpoint", &out.endpoint},
         {"profile", &out.profile},
         {"token_env", &out.token_env},
         {"token_file", &out.token_file},
         {"access_key_env", &out.access_key_env},
         {"secret_key_env", &out.secret_key_env},
         {"session_token_env", &out.session_token_env}}};
    for (const auto& [key, value] : table) {
      const auto known = std::find_if(texts.begin(), texts.end(),
                                      [name = key.str()](const auto& text) { return text.first == name; });
      if (known != texts.end())
        *known->second = text_of(key.str(), value);
      else if (key.str() == "region")
        out.regions = {text_of(key.str(), value)};
      else if (key.str() == "regions")
        out.regions = list_of(key.str(), value);
      else if (key.str() == "parameters")
        out.parameters = map_of(key.str(), value);
      else
        throw_unknown_key(key.str(), value.source(), texts);
    }
    if (table.contains("region") && table.contains("regions"))
      fail(table.source(), "region and regions cannot be combined");
    if (out.api.empty()) fail(table.source(), "a [[source]] needs api = \"…\"");
    return out;
  }

  /// The value of an unknown key is not shown: it may be a secret.
  template <class Known>
  [[noreturn]] void throw_unknown_key(std::string_view key, const toml::source_region& at,
                                      const Known& texts) const {
    std::vector<std::string_view> names{"region", "regions", "parameters"};
    for (const auto& [name, _] : texts) names.push_back(name);
    for (const std::string_view secret : {"secret", "password", "token", "key"})
      if (key.find(secret) != key.npos)
        fail(at, "unknown entry \"" + escape_text(key) +
                     "\"; credentials are not read from this file: name an environment variable or a file "
                     "that holds them, with token_env, token_file, access_key_env or secret_key_env");
    fail(at, "unknown entry \"" + escape_text(key) + '"' + roster::detail::suggestion(key, names));
  }

  std::string text_of(std::string_view key, const toml::node& value) const {
    const auto text = value.value_exact<std::string>();
    if (!text || text->empty()) fail(value.source(), "\"" + escape_text(key) + "\": expected a text");
    return *text;
  }

  std::vector<std::string> list_of(std::string_view key, const toml::node& value) const {
    std::vector<std::string> out;
    if (const auto* const list = value.as_array())
      for (const auto& one : *list) out.push_back(text_of(key, one));
    if (out.empty()) fail(value.source(), "\"" + escape_text(key) + "\": expected a list of texts");
    return out;
  }

  std::map<std::string, std::string> map_of(std::string_view key, const toml::node& value) const {
    const auto* const table = value.as_table();
    if (table == nullptr)
      fail(value.source(), "\"" + escape_text(key) + "\": expected { Name = \"value\", … }");
    std::map<std::string, std::string> out;
    for (const auto& [name, one] : *table) {
      const auto number = one.value_exact<std::int64_t>();
      const auto truth = one.value_exact<bool>();
      out.emplace(name.str(), number  ? std::to_string(*number)
                              : truth ? std::string(*truth ? "true" : "false")
                                      : text_of(name.str(), one));
    }
    return out;
  }

  std::string path_;
};

}  // namespace

std::vector<configured_source> read_config(const std::string& path) { return config_reader(path).read(); }

#else

std::vector<configured_source> read_config(const std::string& path) {
  throw usage_error(roster::escape_for_log(path, 100) +
                    ": this roster-ls was built without toml++, which reads configuration files");
}

#endif

}  // namespace roster_ls
