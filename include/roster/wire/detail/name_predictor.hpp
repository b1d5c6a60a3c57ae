// SPDX-License-Identifier: BSL-1.0
#pragma once
// Predicts the names of the members of objects: a service writes the members of all objects of one type in the same
// order, so that the next name is found by one comparison, whether the schema has the member or not.

#include <array>
#include <cstddef>
#include <cstdint>
#include <roster/schema/reflection.hpp>
#include <roster/wire/detail/json_scan.hpp>
#include <string_view>
#include <vector>

namespace roster::inline v0::detail {

/// Learns the order of the names in the objects of one struct. A name is the text from the quote to the colon, in the
/// page. Lifetime: the page must outlive it.
class name_predictor {
 public:
  struct entry {
    std::string_view text;    ///< `"Name":`
    std::size_t member;       ///< the index of the member; the number of members if the struct has none
    std::uint32_t successor;  ///< the name that followed last time; 0: none
  };

  /// The start of an object, the predecessor of its first name.
  static constexpr std::uint32_t start = 0;

  /// `members`: the number of members of the struct.
  explicit name_predictor(std::size_t members) : count_(members), entries_{{{}, members, 0}} {}

  const entry& operator[](std::uint32_t id) const noexcept { return entries_[id]; }

  /// Returns the name at the start of `rest` if it is the successor of `last`, or a later member, since optional ones may
  /// be absent; 0 if it is none of them. Objects whose members come in random order are no longer predicted.
  std::uint32_t predict(std::uint32_t last, std::string_view rest) noexcept {
    if (wrong_ >= most_wrong) return 0;
    std::uint32_t id = entries_[last].successor;
    for (int tries = 0; id != 0 && tries < most_tries; ++tries) {
      const entry& next = entries_[id];
      if ((tries == 0 || next.member < count_) && rest.size() >= next.text.size() &&
          same_bytes(rest.data(), next.text.data(), next.text.size())) {
        if (wrong_ != 0) --wrong_;
        return id;
      }
      id = next.successor;
    }
    return 0;
  }

  /// Stores that a name which was not predicted followed `last`, and returns the predecessor of the next name. A member
  /// that the struct has is expected after `last` from now on. Others, which may come anywhere, stay where they were first.
  std::uint32_t learn(std::uint32_t last, std::string_view text, std::size_t member) {
    if (wrong_ >= most_wrong) return last;
    const bool is_known = member < count_;
    std::uint32_t id = is_known ? members_[member] : find_other(text);
    if (id == 0) {
      if (entries_.size() == most_names) return last;
      id = static_cast<std::uint32_t>(entries_.size());
      entries_.push_back({text, member, entries_[last].successor});
      if (is_known)
        members_[member] = static_cast<std::uint8_t>(id);
      else
        others_.push_back(id);
    } else if (!is_known) {
      return last;
    } else {
      ++wrong_;
    }
    entries_[last].successor = id;
    return id;
  }

 private:
  static constexpr std::size_t most_names = 192;
  static constexpr int most_tries = 4;
  static constexpr int most_wrong = 128;

  std::uint32_t find_other(std::string_view text) const noexcept {
    for (const std::uint32_t id : others_)
      if (entries_[id].text == text) return id;
    return 0;
  }

  std::size_t count_;  // of the struct's members
  std::vector<entry> entries_;
  std::array<std::uint8_t, max_members> members_{};  // the names of the struct's members; 0: not seen yet
  std::vector<std::uint32_t> others_{};              // the other names
  int wrong_{};  // names that came in another order, less those that were predicted
};

}  // namespace roster::inline v0::detail
