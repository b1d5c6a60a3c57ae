// SPDX-License-Identifier: BSL-1.0
#include "completion.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "../completion/scripts.hpp"
#include "completion_scripts.hpp"
#include "help.hpp"
#include "schemas.hpp"
#include "sources.hpp"

namespace roster_ls {
namespace {

using namespace shell_completion;

/// What the value of an option is.
enum class completed { nothing, words, file, region, parameter, field, sort_field, fields };

completed kind_of_value(const described_option& option) {
  if (!values_of_option(option.name).empty()) return completed::words;
  const auto is = [&](auto... names) { return ((option.name == names) || ...); };
  if (is("--ca-file", "--config")) return completed::file;
  if (is("--region")) return completed::region;
  if (is("--param")) return completed::parameter;
  if (is("--where")) return completed::field;
  if (is("--sort-by")) return completed::sort_field;
  if (is("--fields", "--group-by", "--sum")) return completed::fields;
  return completed::nothing;
}

std::vector<std::string> regions() {
  std::vector<std::string> all{"all"};
  for (const auto one : known_regions()) all.emplace_back(one);
  return all;
}

/// Returns whether no shell expands or splits a word. Others, such as "$skip=", are not completed.
bool is_plain_word(std::string_view word) {
  return word.find_first_of(" \t\n\"'`$\\&|;<>()[]{}*?!#~") == word.npos;
}

std::vector<std::string> names_of(const std::vector<schema_name>& of) {
  std::vector<std::string> names;
  for (const auto& one : of) names.emplace_back(one.name);
  return names;
}

/// The names and, where they are documented, the values of parameters: "Name=" or "Name=Value".
std::vector<std::string> assignments(std::string_view api) {
  std::vector<std::string> all;
  for (const auto& one : parameters_of(api)) {
    if (one.values.empty()) all.push_back(std::string(one.name) + '=');
    for (const auto value : one.values) all.push_back(std::string(one.name) + '=' + std::string(value));
  }
  std::erase_if(all, [](const std::string& word) { return !is_plain_word(word); });
  return all;
}

std::vector<std::string> words_of_apis() {
  std::vector<std::string> all;
  for (const auto& one : api_names()) all.emplace_back(one.name);
  return all;
}

/// Returns a function of a shell that is a `case` of the API; the words of each branch follow `print`.
template <class Words>
std::string branches(std::string_view indent, std::string_view print, Words words) {
  std::string out;
  for (const auto& one : api_names())
    if (const auto names = words(one.name); !names.empty())
      out +=
          std::string(indent) + std::string(one.name) + ") " + std::string(print) + joined(names) + " ;;\n";
  return out;
}

/// The fields of rows: those of eas and qianfan differ from those that all APIs have in common.
std::string field_branches(std::string_view indent, std::string_view print) {
  auto out = branches(indent, print, [](std::string_view api) {
    return api == "eas" || api == "qianfan" ? names_of(fields_of(api)) : std::vector<std::string>{};
  });
  return out + std::string(indent) + "*) " + std::string(print) + joined(names_of(fields_of(""))) + " ;;\n";
}

/// Returns the patterns of the options whose value is of this kind: "--fields | --group-by"; "" if there are none.
std::string patterns_of(const std::vector<described_option>& options, completed kind) {
  std::vector<std::string> all;
  for (const auto& one : options)
    if (takes_word(one) && kind_of_value(one) == kind) all.push_back(pattern_of(one));
  return joined(all, " | ");
}

std::string bash_completion(const std::vector<described_option>& options) {
  std::string words;
  for (const auto& one : options)
    if (kind_of_value(one) == completed::words)
      words += "    " + pattern_of(one) + ") candidates='" + joined(values_of_option(one.name)) + "' ;;\n";
  return filled(bash_script, {{"@apis@", joined(words_of_apis(), " | ")},
                              {"@fields@", field_branches("    ", "echo ")},
                              {"@parameters@", branches("    ", "echo ", &assignments)},
                              {"@words@", words},
                              {"@files@", patterns_of(options, completed::file)},
                              {"@regions@", patterns_of(options, completed::region)},
                              {"@region_words@", joined(regions())},
                              {"@assigned@", patterns_of(options, completed::parameter)},
                              {"@field@", patterns_of(options, completed::field)},
                              {"@sorted@", patterns_of(options, completed::sort_field)},
                              {"@listed@", patterns_of(options, completed::fields)},
                              {"@others@", patterns_of(options, completed::nothing)},
                              {"@topics@", joined(help_topics())},
                              {"@options@", joined(shell_completion::names_of(options))},
                              {"@line@", bash_line},
                              {"@reply@", bash_reply},
                              {"@api_words@", joined(words_of_apis())}});
}

std::string zsh_action(const described_option& option) {
  switch (kind_of_value(option)) {
    case completed::words:
      return "(" + joined(values_of_option(option.name)) + ")";
    case completed::file:
      return "_files";
    case completed::region:
      return "(" + joined(regions()) + ")";
    case completed::parameter:
      return "_roster_ls_parameter";
    case completed::field:
      return "_roster_ls_field";
    case completed::sort_field:
      return "_roster_ls_sort_field";
    case completed::fields:
      return "_roster_ls_fields";
    case completed::nothing:
      break;
  }
  return " ";
}

std::string zsh_completion(const std::vector<described_option>& options) {
  std::string arguments;
  for (const auto& one : options) arguments += zsh_argument(one, zsh_action(one));
  std::string apis;
  for (const auto& one : api_names())
    apis += "    '" + std::string(one.name) + ":" + for_zsh(one.title) + "'\n";
  const auto in_brackets = [](std::string text) {  // "      eas) reply=(a b) ;;"
    text = filled(std::move(text), {{" ;;\n", ") ;;\n"}});
    return text;
  };
  return filled(zsh_script, {{"@apis@", joined(words_of_apis(), "|")},
                             {"@fields@", in_brackets(field_branches("        ", "reply=("))},
                             {"@parameters@", in_brackets(branches("        ", "reply=(", &assignments))},
                             {"@described_apis@", apis},
                             {"@arguments@", arguments},
                             {"@compinit@", zsh_compinit},
                             {"@topics@", joined(help_topics())}});
}

/// Returns the words that complete the value of an option, or a command that prints them; "" if there are none.
std::string fish_words(const described_option& option) {
  switch (kind_of_value(option)) {
    case completed::words:
      return joined(values_of_option(option.name));
    case completed::region:
      return joined(regions());
    case completed::parameter:
      return "(__roster_ls_parameters)";
    case completed::field:
    case completed::sort_field:
      return "(__roster_ls_fields)";
    case completed::fields:
      return "(__roster_ls_list)";
    case completed::file:
    case completed::nothing:
      break;
  }
  return "";
}

std::string fish_completion(const std::vector<described_option>& options) {
  std::string lines;
  for (const auto& one : options)
    lines += fish_option("roster-ls", one, kind_of_value(one) == completed::file ? "-r -F" : "-x",
                         fish_words(one));
  std::string apis;
  for (const auto& one : api_names())
    apis += "complete -c roster-ls -n __roster_ls_lists -a " + std::string(one.name) + " -d '" +
            for_fish(one.title) + "'\n";
  const auto as_switch = [](std::string text, std::string_view other) {
    std::string out;
    for (std::size_t begin = 0; begin < text.size();) {  // "eas) a b ;;"
      const auto close = text.find(") ", begin);
      const auto end = text.find(" ;;\n", close);
      const auto name = text.substr(begin, close - begin);
      out += "        case " + (name == "*" ? std::string(other) : name) + "\n            printf '%s\\n' " +
             text.substr(close + 2, end - close - 2) + "\n";
      begin = end + 4;
    }
    return out;
  };
  return filled(fish_script, {{"@apis@", joined(words_of_apis())},
                              {"@fields@", as_switch(field_branches("", ""), "'*'")},
                              {"@parameters@", as_switch(branches("", "", &assignments), "'*'")},
                              {"@apis_of_lines@", apis},
                              {"@topics@", joined(help_topics())},
                              {"@options@", lines}});
}

}  // namespace

std::string completion_script(shell of) {
  const auto options = described_options();
  switch (of) {
    case shell::bash:
      return bash_completion(options);
    case shell::zsh:
      return zsh_completion(options);
    case shell::fish:
      break;
  }
  return fish_completion(options);
}

}  // namespace roster_ls
