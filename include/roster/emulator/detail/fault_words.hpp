// SPDX-License-Identifier: BSL-1.0
#pragma once
// The keywords of fault specifications and their meanings, as data: the parser and its messages use the same tables.

#include <array>
#include <cstddef>
#include <roster/emulator/fault_kind.hpp>
#include <string_view>
#include <utility>

namespace roster::inline v0::detail {

template <class E, std::size_t N>
using fault_words = std::array<std::pair<std::string_view, E>, N>;

inline constexpr fault_words<fault_kind, 29> fault_kinds{{{"delay", fault_kind::delay},
                                                          {"status", fault_kind::status},
                                                          {"throttle", fault_kind::throttle},
                                                          {"denied", fault_kind::denied},
                                                          {"expired-token", fault_kind::expired_token},
                                                          {"reset", fault_kind::reset},
                                                          {"cut", fault_kind::cut},
                                                          {"truncate", fault_kind::truncate},
                                                          {"connection", fault_kind::connection},
                                                          {"tls", fault_kind::tls},
                                                          {"stall", fault_kind::stall},
                                                          {"drip", fault_kind::drip},
                                                          {"flood", fault_kind::flood},
                                                          {"malformed", fault_kind::malformed},
                                                          {"garble", fault_kind::garble},
                                                          {"interim", fault_kind::interim},
                                                          {"surplus", fault_kind::surplus},
                                                          {"json", fault_kind::json},
                                                          {"empty-page", fault_kind::empty_page},
                                                          {"repeat-page", fault_kind::repeat_page},
                                                          {"page-size", fault_kind::page_size},
                                                          {"total", fault_kind::total},
                                                          {"no-total", fault_kind::no_total},
                                                          {"page-number", fault_kind::page_number},
                                                          {"no-page-number", fault_kind::no_page_number},
                                                          {"repeat-marker", fault_kind::repeat_marker},
                                                          {"no-marker", fault_kind::no_marker},
                                                          {"no-truncated", fault_kind::no_truncated},
                                                          {"stray-marker", fault_kind::stray_marker}}};
inline constexpr fault_words<fault_body, 4> fault_bodies{{{"json", fault_body::json},
                                                          {"html", fault_body::html},
                                                          {"empty", fault_body::empty},
                                                          {"headers", fault_body::headers}}};
inline constexpr fault_words<reset_place, 3> reset_places{
    {{"before", reset_place::before}, {"header", reset_place::header}, {"body", reset_place::body}}};
inline constexpr fault_words<connection_end, 4> connection_ends{{{"close", connection_end::close},
                                                                 {"reset", connection_end::reset},
                                                                 {"stall", connection_end::stall},
                                                                 {"garbage", connection_end::garbage}}};
inline constexpr fault_words<tls_fault, 10> tls_mistakes{{{"wrong-host", tls_fault::wrong_host},
                                                          {"expired", tls_fault::expired},
                                                          {"not-yet-valid", tls_fault::not_yet_valid},
                                                          {"self-signed", tls_fault::self_signed},
                                                          {"unknown-authority", tls_fault::unknown_authority},
                                                          {"common-name", tls_fault::common_name},
                                                          {"weak-key", tls_fault::weak_key},
                                                          {"old-version", tls_fault::old_version},
                                                          {"plain-http", tls_fault::plain_http},
                                                          {"cut", tls_fault::cut}}};
inline constexpr fault_words<flood_part, 6> flood_parts{{{"status-line", flood_part::status_line},
                                                         {"header", flood_part::header},
                                                         {"interim", flood_part::interim},
                                                         {"extension", flood_part::extension},
                                                         {"trailer", flood_part::trailer},
                                                         {"body", flood_part::body}}};
inline constexpr fault_words<malformation, 9> malformations{
    {{"garbage", malformation::garbage},
     {"bad-length", malformation::bad_length},
     {"two-lengths", malformation::two_lengths},
     {"length-and-chunks", malformation::length_and_chunks},
     {"bad-chunk", malformation::bad_chunk},
     {"coding", malformation::coding},
     {"compressed", malformation::compressed},
     {"folded", malformation::folded},
     {"switching", malformation::switching}}};
inline constexpr fault_words<json_fault, 7> json_mistakes{{{"cut", json_fault::cut},
                                                           {"trailing", json_fault::trailing},
                                                           {"nan", json_fault::nan},
                                                           {"utf8", json_fault::utf8},
                                                           {"deep", json_fault::deep},
                                                           {"list", json_fault::list},
                                                           {"null", json_fault::null}}};
inline constexpr fault_words<bool, 2> fault_answers{{{"yes", true}, {"no", false}}};
inline constexpr fault_words<bool, 2> fault_vendors{{{"eas", true}, {"qianfan", true}}};

}  // namespace roster::inline v0::detail
