// SPDX-License-Identifier: BSL-1.0
#pragma once
// Messages on standard error, one line each.

#include <iostream>
#include <roster/escape_for_log.hpp>
#include <roster/paging/report.hpp>
#include <string>

namespace roster_ls {

/// Writes a message on one line. Characters that are not printable are escaped: a message may quote a service, a file or
/// the command line.
inline void say(const std::string& message) {
  std::cerr << "roster-ls: " << roster::escape_for_log(message, std::string::npos) << std::endl;
}

/// Reports the fields that a lenient listing skipped, and unreadable times, if there are some.
inline void print_skipped_fields(const roster::report::source& one) {
  const auto print_fields = [&](const roster::skipped_fields& some, const char* begin, const char* what,
                                const char* why) {
    const auto& [members, first, page] = some;
    if (members == 0) return;
    say(one.from.name + ": " + begin + std::to_string(members) + what + (members == 1 ? "" : "s") + why +
        (members == 1 ? "" : "the first is ") + first + " on page " + std::to_string(page));
  };
  print_fields(one.skipped_fields, "skipped ", " field", " that could not be decoded: ");
  print_fields(one.unreadable_times, "", " invalid time", ", neither less nor greater than any other: ");
}

}  // namespace roster_ls
