// SPDX-License-Identifier: BSL-1.0
#pragma once
// Predicts the names of the members of objects: a service writes the members of all objects of one type in the same
// order and with the same indentation, so that the next name is found by one comparison, whether the schema has the
// member or not. A name that comes in another order is found by its hash.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <roster/wire/detail/json_scan.hpp>
#include <roster/wire/detail/short_name.hpp>
#include <string_view>
#include <vector>

namespace roster::inline v0::detail {

/// Learns the order of the names in the objects of one struct, and the white space around them.
/// Lifetime: the page must outlive it.
class name_predictor {
 public:
  struct entry {
    std::string_view
        text;  ///< from the comma or brace before the name to the value: `"Name":` and white space
    short_name name;
    std::size_t member;       ///< the index of the member; the number of members if the struct has none
    std::uint32_t successor;  ///< the name that followed last time; 0: none
  };

  /// The start of an object, the predecessor of its first name.
  static constexpr std::uint32_t start = 0;

  /// `members`: the number of members of the struct.
  explicit name_predictor(std::size_t members) : count_(members), entries_{{{}, {}, members, 0}} {}

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

  /// Returns the entry of a name that was not predicted; 0 if it is not stored.
  [[gnu::always_inline]] std::uint32_t find(const short_name& name) const noexcept {
    for (std::size_t slot = first_slot(name), end = slot + most_probes; slot != end; ++slot) {
      const std::uint32_t id = slots_[slot];
      if (id == 0 || entries_[id].name == name) return id;
    }
    return 0;
  }

  /// Stores a name that `find` does not find, and that followed `last`. Returns the predecessor of the next name.
  std::uint32_t add(std::uint32_t last, std::string_view text, const short_name& name, std::size_t member) {
    std::size_t slot = first_slot(name);
    for (const std::size_t end = slot + most_probes; slots_[slot] != 0;)
      if (++slot == end) return last;
    if (entries_.size() == most_names) return last;
    const auto id = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({text, name, member, entries_[last].successor});
    slots_[slot] = static_cast<std::uint8_t>(id);
    entries_[last].successor = id;
    return id;
  }

  /// Stores that a name which was not predicted followed `last`, and returns the predecessor of the next name. A member
  /// that the struct has is expected after `last` from now on. Others, which may come anywhere, stay where they were first.
  std::uint32_t follow(std::uint32_t last, std::string_view text, std::uint32_t id) noexcept {
    if (wrong_ >= most_wrong) return last;
    entries_[id].text = text;  // the white space may be another
    if (entries_[id].member == count_) return last;
    wrong_ += cost_of_wrong;
    entries_[last].successor = id;
    return id;
  }

 private:
  static constexpr std::size_t most_names = 192;
  static constexpr int most_tries = 4;
  static constexpr int most_wrong = 128;
  static constexpr int cost_of_wrong = 4;        // above a fifth of wrong ones, finding by the hash is faster
  static constexpr unsigned slot_bits = 9;       // several times as many as names
  static constexpr std::size_t most_probes = 8;  // also for names that were chosen to collide

  static std::size_t first_slot(const short_name& name) noexcept {
    return static_cast<std::size_t>(name.hash() >> (64U - slot_bits));
  }

  std::size_t count_;  // of the struct's members
  std::vector<entry> entries_;
  std::array<std::uint8_t, (std::size_t{1} << slot_bits) + most_probes>
      slots_{};  // entries by first_slot; 0: none
  int wrong_{};  // names that came in another order, each counted as cost_of_wrong, less those that were predicted
};

}  // namespace roster::inline v0::detail
