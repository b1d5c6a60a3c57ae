// SPDX-License-Identifier: BSL-1.0
#include "completion.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "help.hpp"
#include "schemas.hpp"
#include "sources.hpp"

namespace roster_ls {
namespace {

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

/// Whether an option takes its value from the next word.
bool takes_word(const described_option& option) {
  return !option.value.empty() && !option.value.starts_with('[');
}

/// Returns the part of a description that a menu has space for.
std::string summary(const described_option& option) {
  const std::string_view text = option.description;
  auto end = text.size();
  for (const auto stop : {"; ", ". ", " ("}) end = std::min(end, text.find(stop));
  return std::string(text.substr(0, end));
}

template <class Words>
std::string joined(const Words& words, std::string_view separator = " ") {
  std::string out;
  for (const auto& one : words) {
    if (!out.empty()) out += separator;
    out += one;
  }
  return out;
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

/// Returns `text` with every "@NAME@" of `values` replaced.
std::string filled(std::string text, const std::vector<std::pair<std::string, std::string>>& values) {
  for (const auto& [name, value] : values)
    for (auto at = text.find(name); at != text.npos; at = text.find(name, at + value.size()))
      text.replace(at, name.size(), value);
  return text;
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

/// "-o | --output"
std::string pattern_of(const described_option& option) {
  return (option.short_name.empty() ? "" : option.short_name + " | ") + option.name;
}

/// Returns the patterns of the options whose value is of this kind: "--fields | --group-by"; "" if there are none.
std::string patterns_of(const std::vector<described_option>& options, completed kind) {
  std::vector<std::string> all;
  for (const auto& one : options)
    if (takes_word(one) && kind_of_value(one) == kind) all.push_back(pattern_of(one));
  return joined(all, " | ");
}

constexpr auto bash_script = R"(# Completion of roster-ls for bash, written by roster-ls --completion bash.

# Prints the API on the command line; "several" if there is more than one.
_roster_ls_api() {
  local word found=
  for word in "$@"; do
    case $word in
      @apis@) [[ -z $found ]] && found=$word || found=several ;;
    esac
  done
  echo "$found"
}

_roster_ls_fields() {
  case $1 in
@fields@  esac
}

_roster_ls_parameters() {
  case $1 in
@parameters@  esac
}

_roster_ls() {
  # The words before the cursor, not split at "=" and ":".
  local line=${COMP_LINE:0:COMP_POINT} words=() current= option= value before=
  read -r -a words <<<"$line"
  [[ $line == *[[:space:]] ]] || current=${words[${#words[@]} - 1]}
  [[ -z $current ]] || unset "words[${#words[@]} - 1]"
  value=$current
  case $current in
    --*=*) option=${current%%=*} value=${current#*=} before=$option= ;;
    *) option=${words[${#words[@]} - 1]} ;;
  esac
  local candidates= nospace=
  local api=$(_roster_ls_api "${words[@]:1}")
  case $option in
@words@    @files@)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$value")
      return ;;
    @regions@) candidates='@region_words@' ;;
    @assigned@) candidates=$(_roster_ls_parameters "$api") nospace=yes ;;
    @field@) candidates=$(_roster_ls_fields "$api") ;;
    @sorted@) candidates=$(_roster_ls_fields "$api") nospace=yes ;;
    @listed@)
      [[ $value != *,* ]] || before+=${value%,*},
      value=${value##*,}
      candidates=$(_roster_ls_fields "$api") nospace=yes ;;
    @others@) return ;;
    help) [[ ${#words[@]} -eq 2 ]] && candidates='@topics@' ;;
    *)
      if [[ $current == -* ]]; then
        candidates='@options@'
      else
        candidates='@api_words@ all'
        [[ ${#words[@]} -gt 1 ]] || candidates+=' help'
      fi ;;
  esac
  COMPREPLY=($(compgen -P "$before" -W "$candidates" -- "$value"))
  [[ ${COMPREPLY[0]} != *= && -z $nospace ]] || compopt -o nospace 2>/dev/null
  # Only the part after the last of these characters is replaced.
  local breaks=
  [[ $COMP_WORDBREAKS != *=* ]] || breaks+==
  [[ $COMP_WORDBREAKS != *:* ]] || breaks+=:
  if [[ -n $breaks && $current == *[$breaks]* ]]; then
    local kept=${current%"${current##*[$breaks]}"} i
    for i in "${!COMPREPLY[@]}"; do COMPREPLY[i]=${COMPREPLY[i]#"$kept"}; done
  fi
}

complete -F _roster_ls roster-ls
)";

std::string bash_completion(const std::vector<described_option>& options) {
  std::vector<std::string> names;
  std::string words;
  for (const auto& one : options) {
    if (!one.short_name.empty()) names.push_back(one.short_name);
    names.push_back(one.name);
    if (kind_of_value(one) == completed::words)
      words += "    " + pattern_of(one) + ") candidates='" + joined(values_of_option(one.name)) + "' ;;\n";
  }
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
                              {"@options@", joined(names)},
                              {"@api_words@", joined(words_of_apis())}});
}

constexpr auto zsh_script = R"(#compdef roster-ls
# Completion of roster-ls for zsh, written by roster-ls --completion zsh.

# Sets `reply` to the words of a kind, for the API on the command line.
_roster_ls_words() {
  local word api=
  for word in ${words[2,CURRENT-1]}; do
    case $word in
      (@apis@) [[ -z $api ]] && api=$word || api=several ;;
    esac
  done
  case $1 in
    (fields)
      case $api in
@fields@      esac ;;
    (parameters)
      reply=()
      case $api in
@parameters@      esac ;;
  esac
}

_roster_ls_field() { local reply; _roster_ls_words fields; compadd "$@" -a reply }
_roster_ls_sort_field() { local reply; _roster_ls_words fields; compadd "$@" -qS : -a reply }
_roster_ls_fields() { local reply; _roster_ls_words fields; compset -P '*,'; compadd "$@" -qS , -a reply }

_roster_ls_parameter() {
  local reply; _roster_ls_words parameters
  compadd "$@" -S '' -- ${(M)reply:#*=}
  compadd "$@" -- ${reply:#*=}
}

_roster_ls_words_of_arguments() {
  local -a apis=(
@described_apis@    'all:every API with sources'
  )
  if [[ ${words[2]} == help && CURRENT -gt 2 ]]; then
    (( CURRENT == 3 )) && compadd -- @topics@
    return
  fi
  (( CURRENT == 2 )) && apis+=('help:show a part of the help')
  _describe 'API' apis
}

_roster_ls() {
  if [[ ${words[2]} == help ]]; then
    _roster_ls_words_of_arguments
    return
  fi
  _arguments -s -S \
@arguments@    '*: :_roster_ls_words_of_arguments'
}

if [[ ${funcstack[1]} == _roster-ls ]]; then  # loaded by compinit
  _roster_ls "$@"
else
  compdef _roster_ls roster-ls
fi
)";

/// Returns a text as a part of a single-quoted specification of zsh.
std::string for_zsh(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c == '\'' ? "'\\''" : std::string(1, c);
  }
  return out;
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

std::string zsh_argument(const described_option& option) {
  const bool has_both = !option.short_name.empty();
  const bool repeats = option.description.find("repeatable") != std::string::npos;
  const auto excluded = has_both ? "(" + option.short_name + " " + option.name + ")" : std::string();
  std::string out = repeats ? "'*'" : has_both ? "'" + excluded + "'" : "";
  const std::string_view attached = option.value.empty() ? "" : takes_word(option) ? "=" : "=-";
  if (has_both)
    out += "{" + option.short_name + (takes_word(option) ? "+" : "") + "," + option.name +
           std::string(attached) + "}";
  else
    out += option.name + std::string(attached);
  out += "'[" + for_zsh(summary(option)) + "]";
  if (!option.value.empty())
    out += (takes_word(option) ? ":" : "::") + for_zsh(option.value) + ":" + zsh_action(option);
  return "    " + out + "' \\\n";
}

std::string zsh_completion(const std::vector<described_option>& options) {
  std::string arguments;
  for (const auto& one : options) arguments += zsh_argument(one);
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
                             {"@topics@", joined(help_topics())}});
}

constexpr auto fish_script = R"(# Completion of roster-ls for fish, written by roster-ls --completion fish.

# Prints the API on the command line; "several" if there is more than one.
function __roster_ls_api
    set -l found
    for word in (commandline -opc)[2..-1]
        contains -- $word @apis@; and set -a found $word
    end
    test (count $found) -gt 1; and echo several; or echo $found
end

function __roster_ls_fields
    switch (__roster_ls_api)
@fields@    end
end

function __roster_ls_parameters
    switch (__roster_ls_api)
@parameters@    end
end

# The fields after the last comma of the word.
function __roster_ls_list
    set -l before (string match -r '^.*,' -- (commandline -ct | string replace -r '^--[a-z-]+=' ''))
    for field in (__roster_ls_fields)
        echo "$before$field"
    end
end

function __roster_ls_is_first
    test (count (commandline -opc)) -eq 1
end

function __roster_ls_is_help
    set -l words (commandline -opc)
    test (count $words) -eq 2; and test $words[2] = help
end

function __roster_ls_lists
    set -l words (commandline -opc)
    test (count $words) -eq 1; or test $words[2] != help
end

complete -c roster-ls -f
@apis_of_lines@complete -c roster-ls -n __roster_ls_lists -a all -d 'every API with sources'
complete -c roster-ls -n __roster_ls_is_first -a help -d 'show a part of the help'
complete -c roster-ls -n __roster_ls_is_help -a '@topics@'
@options@)";

std::string for_fish(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string fish_option(const described_option& option) {
  auto out = "complete -c roster-ls -l " + option.name.substr(2);
  if (!option.short_name.empty()) out += " -s " + option.short_name.substr(1);
  const auto with = [&](const std::string& words) { out += " -x -a '" + words + "'"; };
  if (takes_word(option)) switch (kind_of_value(option)) {
      case completed::words:
        with(joined(values_of_option(option.name)));
        break;
      case completed::file:
        out += " -r -F";
        break;
      case completed::region:
        with(joined(regions()));
        break;
      case completed::parameter:
        with("(__roster_ls_parameters)");
        break;
      case completed::field:
      case completed::sort_field:
        with("(__roster_ls_fields)");
        break;
      case completed::fields:
        with("(__roster_ls_list)");
        break;
      case completed::nothing:
        out += " -x";
    }
  return out + " -d '" + for_fish(summary(option)) + "'\n";
}

std::string fish_completion(const std::vector<described_option>& options) {
  std::string lines;
  for (const auto& one : options) lines += fish_option(one);
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
