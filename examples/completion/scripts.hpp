// SPDX-License-Identifier: BSL-1.0
#pragma once
// Parts of scripts that complete the command line of a program in bash, zsh and fish.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "options.hpp"

namespace shell_completion {

/// Whether an option takes its value from the next word.
inline bool takes_word(const described_option& option) {
  return !option.value.empty() && !option.value.starts_with('[');
}

/// Returns the part of a description that a menu has space for.
inline std::string summary(const described_option& option) {
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

/// Returns `text` with every "@NAME@" of `values` replaced.
inline std::string filled(std::string text, const std::vector<std::pair<std::string, std::string>>& values) {
  for (const auto& [name, value] : values)
    for (auto at = text.find(name); at != text.npos; at = text.find(name, at + value.size()))
      text.replace(at, name.size(), value);
  return text;
}

/// "-o | --output"
inline std::string pattern_of(const described_option& option) {
  return (option.short_name.empty() ? "" : option.short_name + " | ") + option.name;
}

/// Returns the names of the options, short ones too.
inline std::vector<std::string> names_of(const std::vector<described_option>& options) {
  std::vector<std::string> names;
  for (const auto& one : options) {
    if (!one.short_name.empty()) names.push_back(one.short_name);
    names.push_back(one.name);
  }
  return names;
}

/// The beginning of a function of bash: sets `current`, the word before the cursor, `option`, whose value is completed, and that `value`.
inline constexpr auto bash_line = R"(  # The words before the cursor, not split at "=" and ":".
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
)";

/// Its end: completes `value` with `candidates`.
inline constexpr auto bash_reply = R"(  COMPREPLY=($(compgen -P "$before" -W "$candidates" -- "$value"))
  [[ ${COMPREPLY[0]} != *= && -z $nospace ]] || compopt -o nospace 2>/dev/null
  # Only the part after the last of these characters is replaced.
  local breaks=
  [[ $COMP_WORDBREAKS != *=* ]] || breaks+==
  [[ $COMP_WORDBREAKS != *:* ]] || breaks+=:
  if [[ -n $breaks && $current == *[$breaks]* ]]; then
    local kept=${current%"${current##*[$breaks]}"} i
    for i in "${!COMPREPLY[@]}"; do COMPREPLY[i]=${COMPREPLY[i]#"$kept"}; done
  fi
)";

/// Returns a text as a part of a single-quoted specification of zsh.
inline std::string for_zsh(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c == '\'' ? "'\\''" : std::string(1, c);
  }
  return out;
}

/// Returns the specification of an option for _arguments; `action` completes its value.
inline std::string zsh_argument(const described_option& option, std::string_view action) {
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
    out += (takes_word(option) ? ":" : "::") + for_zsh(option.value) + ":" + std::string(action);
  return "    " + out + "' \\\n";
}

inline std::string for_fish(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

/// Returns the line of an option. `completed` says what its value is, "-x" or "-r -F", and `words` complete it: words, or a
/// command in parentheses. Each has an empty description after a tab; otherwise, it would have that of the option.
inline std::string fish_option(std::string_view program, const described_option& option,
                               std::string_view completed, std::string_view words = {}) {
  auto out = "complete -c " + std::string(program) + " -l " + option.name.substr(2);
  if (!option.short_name.empty()) out += " -s " + option.short_name.substr(1);
  if (takes_word(option)) out.append(" ").append(completed);
  if (words.starts_with('('))
    out.append(" -a '").append(words.substr(0, words.size() - 1)).append(" | string replace -r \\$ \\t)'");
  else if (!words.empty())
    out += " -a '" + filled(std::string(words), {{" ", "\\t "}}) + "\\t'";
  return out + " -d '" + for_fish(summary(option)) + "'\n";
}

/// Defines compdef in a shell of zsh that has not run compinit.
inline constexpr auto zsh_compinit =
    R"(  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
)";

}  // namespace shell_completion
