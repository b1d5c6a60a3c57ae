// SPDX-License-Identifier: BSL-1.0
#pragma once
// The completion of roster-emulator in shells.

#include <roster/emulator/faults/fault.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "../completion/scripts.hpp"

namespace roster_emulator {

using shell_completion::described_option;

inline constexpr std::string_view shells[]{"bash", "zsh", "fish"};
inline constexpr std::string_view member_orders[]{"documented", "random"};

/// Returns the values of an option that has a list of them.
inline std::string values_of(const described_option& option) {
  if (option.name == "--completion") return shell_completion::joined(shells);
  if (option.name == "--member-order") return shell_completion::joined(member_orders);
  std::vector<std::string_view> kinds;
  if (option.name == "--fault")
    for (const auto& [name, _] : roster::emulator::detail::fault_kinds) kinds.push_back(name);
  return shell_completion::joined(kinds);
}

inline bool is_file(const described_option& option) {
  return option.value == "F" || option.value == "F.json";
}

inline constexpr auto bash_script =
    R"(# Completion of roster-emulator for bash, written by roster-emulator --completion bash.

_roster_emulator() {
@line@  case $option in
@words@    @files@)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$value")
      return ;;
    @others@) return ;;
    *)
      [[ -z $before ]] || return 0  # an option without a value
      candidates='@options@' ;;
  esac
@reply@}

complete -F _roster_emulator roster-emulator
)";

inline std::string bash_completion(const std::vector<described_option>& options) {
  std::string words;
  std::vector<std::string> files, others;
  for (const auto& one : options)
    if (const auto values = values_of(one); !values.empty())
      words += "    " + one.name + ") candidates='" + values + "' ;;\n";
    else if (shell_completion::takes_word(one))
      (is_file(one) ? files : others).push_back(one.name);
  return shell_completion::filled(
      bash_script, {{"@line@", shell_completion::bash_line},
                    {"@words@", words},
                    {"@files@", shell_completion::joined(files, " | ")},
                    {"@others@", shell_completion::joined(others, " | ")},
                    {"@options@", shell_completion::joined(shell_completion::names_of(options))},
                    {"@reply@", shell_completion::bash_reply}});
}

inline constexpr auto zsh_script = R"(#compdef roster-emulator
# Completion of roster-emulator for zsh, written by roster-emulator --completion zsh.

_roster_emulator() {
  local -a specifications=(
@arguments@  )
  _arguments -s -S $specifications
}

if [[ ${funcstack[1]} == _roster-emulator ]]; then  # loaded by compinit
  _roster_emulator "$@"
else
@compinit@  compdef _roster_emulator roster-emulator
fi
)";

inline std::string zsh_completion(const std::vector<described_option>& options) {
  std::string arguments;
  for (const auto& one : options) {
    const auto values = values_of(one);
    arguments += shell_completion::zsh_argument(one, is_file(one)     ? "_files"
                                                     : values.empty() ? " "
                                                                      : "(" + values + ")");
  }
  return shell_completion::filled(
      zsh_script,
      {{"@arguments@", arguments}, {" \\\n", "\n"}, {"@compinit@", shell_completion::zsh_compinit}});
}

inline std::string fish_completion(const std::vector<described_option>& options) {
  std::string out =
      "# Completion of roster-emulator for fish, written by roster-emulator --completion fish.\n\n"
      "complete -c roster-emulator -f\n";
  for (const auto& one : options) {
    const auto values = values_of(one);
    out += shell_completion::fish_option("roster-emulator", one, is_file(one) ? "-r -F" : "-x", values);
  }
  return out;
}

/// Returns the script for a shell, one of `shells`, with the options of the help.
inline std::string completion_script(std::string_view shell, std::string_view help) {
  const auto options = shell_completion::options_of(help);
  return shell == "bash"  ? bash_completion(options)
         : shell == "zsh" ? zsh_completion(options)
                          : fish_completion(options);
}

}  // namespace roster_emulator
