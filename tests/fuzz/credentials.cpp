// SPDX-License-Identifier: BSL-1.0
// All credentials formats: the credentials file (INI), the file of the vendor's command line tool (JSON), .env, and
// responses with temporary credentials. Files are read as in production. No message may show the content of a file: the
// seeds have a marker in place of secrets, which mutations copy to other positions.

#include <sys/mman.h>
#include <unistd.h>
#include <fuzz/input.hpp>
#include <roster/alibaba/detail/cli_config.hpp>
#include <roster/alibaba/detail/credentials_response.hpp>
#include <roster/alibaba/detail/sources.hpp>
#include <roster/auth/detail/config_file.hpp>
#include <roster/failure.hpp>
#include <roster/qianfan/credentials.hpp>

namespace {

constexpr std::string_view marker = "MARKER";

void expect_no_content(const std::string& message) {
  fuzz::expect_message(message);
  fuzz::expect(message.find(marker) == message.npos, "a message shows nothing of a file", message);
}

/// A file in memory that can be opened by its path.
class memory_file {
 public:
  memory_file() : descriptor_(::memfd_create("fuzz", MFD_CLOEXEC)) {
    fuzz::expect(descriptor_ >= 0, "there are files in memory");
  }
  void write(std::string_view bytes) const {
    fuzz::expect(::ftruncate(descriptor_, 0) == 0, "the file can be emptied");
    fuzz::expect(::pwrite(descriptor_, bytes.data(), bytes.size(), 0) == ssize_t(bytes.size()),
                 "the file can be written");
  }
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

std::string with_crlf(std::string_view text) {
  std::string out;
  for (const char c : text) (c == '\n' ? out += '\r' : out) += c;
  return out;
}

void check_ini(std::string_view text) {
  const auto parsed = roster::detail::parse_ini(text);
  if (parsed.problem) expect_no_content(parsed.problem->text());
  for (const auto& section : parsed.sections) {
    fuzz::expect(parsed.section(section.name) == &section, "sections have different names", section.name);
    for (const auto& [name, value] : section.values)
      fuzz::expect(!name.empty() && text.find(value.reveal()) != text.npos, "a value is a part of the text",
                   value.reveal());
  }
  if (text.find('\r') != text.npos) return;
  const auto other = roster::detail::parse_ini(with_crlf(text));
  bool same = other.problem.has_value() == parsed.problem.has_value() &&
              other.sections.size() == parsed.sections.size();
  for (std::size_t i = 0; same && i < parsed.sections.size(); ++i)
    same = other.sections[i].name == parsed.sections[i].name &&
           other.sections[i].values == parsed.sections[i].values;
  fuzz::expect(same, "lines may end in CR LF", text);
}

void check_dotenv(std::string_view text) {
  const auto parsed = roster::detail::parse_dotenv(text);
  if (parsed.problem) expect_no_content(parsed.problem->text());
  for (const auto& [name, value] : parsed.variables)
    fuzz::expect(!name.empty() && text.find(name) != text.npos && value.reveal().size() <= text.size(),
                 "a variable is a part of the text", name);
}

void check_response(std::string_view text) {
  const auto now = std::chrono::sys_seconds(std::chrono::seconds(1'800'000'000));
  for (const bool sts : {false, true}) {
    roster::http::response response;
    response.status = 200;
    response.headers.add("Date", "Fri, 15 Jan 2027 08:00:00 GMT");
    response.body = text;
    try {
      const auto key = sts ? roster::alibaba::detail::read_sts_response(response, now)
                           : roster::alibaba::detail::read_credentials_response(response, now);
      fuzz::expect(!key.access_key_id.empty() && !key.access_key_secret.empty(),
                   "temporary credentials are complete", text);
    } catch (const roster::failure& e) {
      expect_no_content(e.what());
    }
  }
}

void check_search(const roster::alibaba::detail::source_search& found) {
  expect_no_content(found.description());
  fuzz::expect(found.source.has_value() == found.why.empty(), "there are credentials or a reason", found.why);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const memory_file file;
  const auto text = fuzz::input(data, size).rest();
  file.write(text);
  const roster::environment variables = [](std::string_view name) -> std::optional<std::string> {
    if (name == "ALIBABA_CLOUD_CREDENTIALS_FILE" || name == "ALIBABA_CLOUD_CONFIG_FILE" ||
        name == "QIANFAN_DOT_ENV_CONFIG_FILE")
      return file.path();
    return std::nullopt;
  };
  check_ini(text);
  check_dotenv(text);
  check_response(text);
  check_search(roster::alibaba::detail::search_credentials_file({}, variables));
  check_search(roster::alibaba::detail::search_cli_config({}, variables));
  check_search(roster::alibaba::detail::search_cli_config("default", variables));
  try {
    roster::qianfan::detail::configured_endpoint(variables);
  } catch (const roster::failure& e) {
    expect_no_content(e.what());
  }
  return 0;
}
