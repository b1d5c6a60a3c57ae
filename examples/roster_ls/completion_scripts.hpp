// SPDX-License-Identifier: BSL-1.0
#pragma once
// The completion of roster-ls as scripts of the shells, in which every "@NAME@" is replaced.

namespace roster_ls {

inline constexpr auto bash_script =
    R"(# Completion of roster-ls for bash, written by roster-ls --completion bash.

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
@line@  local api=$(_roster_ls_api "${words[@]:1}")
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
      [[ -z $before ]] || return 0  # an option whose value has no candidates
      if [[ $current == -* ]]; then
        candidates='@options@'
      elif [[ " ${words[*]} " == *' --openapi '* ]]; then  # one API
        [[ -n $api ]] || candidates='@api_words@'
      else
        candidates='@api_words@ all'
        [[ ${#words[@]} -gt 1 ]] || candidates+=' help'
      fi ;;
  esac
@reply@}

complete -F _roster_ls roster-ls
)";

inline constexpr auto zsh_script = R"(#compdef roster-ls
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
@described_apis@  )
  (( ${words[(I)--openapi]} )) || apis+=('all:every API with sources')
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
@compinit@  compdef _roster_ls roster-ls
fi
)";

inline constexpr auto fish_script =
    R"(# Completion of roster-ls for fish, written by roster-ls --completion fish.

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
@apis_of_lines@complete -c roster-ls -n '__roster_ls_lists; and not contains -- --openapi (commandline -opc)' -a all -d 'every API with sources'
complete -c roster-ls -n __roster_ls_is_first -a help -d 'show a part of the help'
complete -c roster-ls -n __roster_ls_is_help -a '@topics@'
@options@)";

}  // namespace roster_ls
