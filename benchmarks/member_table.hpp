// SPDX-License-Identifier: BSL-1.0
#pragma once
// Finds the members of a plain struct by name, for the peers whose users write the loop over an object's
// members themselves: one hash and one comparison per member, in any order.

#include <array>
#include <cstddef>
#include <string_view>

namespace peers {

/// The members of Struct. `Reader` is a peer: `Reader::value` is its JSON value type, and `Reader::read(value, member)`
/// reads a member from such a value.
template <class Struct, class Reader>
class member_table {
 public:
  using value = typename Reader::value;

  static const member_table& instance() {
    static const member_table table;
    return table;
  }

  /// Reads the member of `to` that has this name, if there is one.
  void read(std::string_view name, value from, Struct& to) const {
    if (name.empty()) return;
    std::size_t at = hash(name);
    while (entries_[at].name != name) {
      if (entries_[at].name.empty()) return;
      at = (at + 1) % size;
    }
    entries_[at].read(from, reinterpret_cast<char*>(&to) + entries_[at].offset);
  }

 private:
  struct entry {
    std::string_view name{};
    std::size_t offset{};
    void (*read)(value from, void* member){};
  };
  static constexpr std::size_t size = 256;

  member_table() {
    Struct object{};
    visit_members(object, [&]<class Member>(std::string_view name, Member& member) {
      std::size_t at = hash(name);
      while (!entries_[at].name.empty()) at = (at + 1) % size;
      const auto offset = reinterpret_cast<char*>(&member) - reinterpret_cast<char*>(&object);
      entries_[at] = {name, static_cast<std::size_t>(offset),
                      [](value from, void* to) { Reader::read(from, *static_cast<Member*>(to)); }};
    });
  }

  static std::size_t hash(std::string_view name) {
    const auto letter = [&](std::size_t at) {
      return static_cast<std::size_t>(static_cast<unsigned char>(name[at]));
    };
    return (name.size() + letter(0) + letter(name.size() / 2) * 7 + letter(name.size() - 1) * 23) % size;
  }

  std::array<entry, size> entries_{};
};

}  // namespace peers
