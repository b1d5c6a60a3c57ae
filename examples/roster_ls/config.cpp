// SPDX-License-Identifier: BSL-1.0
#include "config.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <roster/escape_for_log.hpp>
#include <roster/wire/columns.hpp>
#include <string_view>
#include <system_error>
#include <utility>

#if __has_include(<toml++/toml.h>)
#define ROSTER_LS_HAS_TOML 1
#include <toml++/toml.h>
#endif

#include "option_values.hpp"
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

constexpr std::size_t max_config_size = 1 << 20;

std::string escape_text(std::string_view text) { return roster::escape_for_log(text, 100); }

class config_reader {
 public:
  explicit config_reader(std::string path) : path_(std::move(path)) {}

  std::vector<configured_source> read() const {
    const auto text = contents();
    try {
      return sources_of(toml::parse(std::string_view(text), path_));
    } catch (const toml::parse_error& e) {
      fail(e.source(), "invalid TOML: " + roster::escape_for_log(e.description(), 300));
    }
  }

 private:
  [[noreturn]] void fail_to_read(int error) const {
    throw usage_error(escape_text(path_) + ": cannot be read: " + std::generic_category().message(error));
  }

  /// Reads the whole file, which may be a pipe.
  std::string contents() const {
    std::error_code ignored;
    if (std::filesystem::is_directory(path_, ignored)) fail_to_read(EISDIR);
    errno = 0;
    std::ifstream file(path_, std::ios::binary);
    if (!file) fail_to_read(errno);
    std::string text(max_config_size + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (file.bad()) fail_to_read(errno);
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (text.size() > max_config_size) throw usage_error(escape_text(path_) + ": too large: more than 1 MiB");
    return text;
  }

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
      out.places[std::string(key.str())] = location(value.source());
      const auto known = std::find_if(texts.begin(), texts.end(),
                                      [name = key.str()](const auto& text) { return text.first == name; });
      if (known != texts.end())
        *known->second =
            key.str().ends_with("_env") ? variable_of(key.str(), value) : text_of(key.str(), value);
      else if (key.str() == "region")
        out.regions = {text_of(key.str(), value)};
      else if (key.str() == "regions")
        out.regions = list_of(key.str(), value);
      else if (key.str() == "parameters")
        out.parameters = map_of(key.str(), value, out.places);
      else
        throw_unknown_key(key.str(), value.source(), texts);
    }
    if (table.contains("region") && table.contains("regions"))
      fail(table.source(), "region and regions cannot be combined");
    if (out.api.empty()) fail(table.source(), "a [[source]] needs api = \"…\"");
    if (!out.endpoint.empty())
      check_endpoint(out.place("endpoint"), out.endpoint);
    else
      check_regions(table);  // they are parts of the host
    return out;
  }

  void check_regions(const toml::table& source) const {
    const auto check = [&](const toml::node& one) {
      check_region(location(one.source()), one.value_or(std::string()));
    };
    if (const auto* const one = source.get("region")) check(*one);
    if (const auto* const list = source.get_as<toml::array>("regions"))
      for (const auto& one : *list) check(one);
  }

  /// Returns the name of an environment variable. Other texts are not shown: they may be secrets.
  std::string variable_of(std::string_view key, const toml::node& value) const {
    auto text = text_of(key, value);
    const auto is_letter = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    const auto is_allowed = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
    if (!is_letter(text.front()) || !std::all_of(text.begin(), text.end(), is_allowed))
      fail(value.source(), "\"" + escape_text(key) +
                               "\": expected the name of an environment variable that holds the secret; "
                               "the text is not shown, since it may be the secret");
    return text;
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

  std::map<std::string, std::string> map_of(std::string_view key, const toml::node& value,
                                            std::map<std::string, std::string>& places) const {
    const auto* const table = value.as_table();
    if (table == nullptr)
      fail(value.source(), "\"" + escape_text(key) + "\": expected { Name = \"value\", … }");
    std::map<std::string, std::string> out;
    for (const auto& [name, one] : *table) {
      places["parameters." + std::string(name.str())] = location(one.source());
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
