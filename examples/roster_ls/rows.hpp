// SPDX-License-Identifier: BSL-1.0
#pragma once
// Writes services in the requested format.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/watch/watch_options.hpp>
#include <roster/wire/columns.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "colours.hpp"
#include "csv.hpp"
#include "options.hpp"
#include "redact_service.hpp"
#include "standard_output.hpp"
#include "summary.hpp"
#include "table.hpp"

namespace roster_ls {

/// The output that all listings of one run share: one table continues over all of them, and a JSON list is closed after
/// the last.
class row_output {
 public:
  row_output(standard_output& out, const options& wanted)
      : out_(out), wanted_(wanted), bom_due_(wanted.byte_order_mark) {
    if (wanted_.count) return;
    if (!has_table()) return;
    const bool wide = wanted_.output == format::wide;
    std::vector<table_column> columns;
    if (wanted_.watch)
      columns.push_back({.title = " ", .importance = importance::identifier, .is_change = true});
    for (const auto& field : wanted_.fields) columns.push_back(field_column(field));
    if (wanted_.fields.empty())
      for (auto& one : summary_columns(wide)) columns.push_back(std::move(one));
    table_ = std::make_unique<table>(out_, std::move(columns), wanted_.headers, has_colours());
  }

  bool has_table() const noexcept {
    return wanted_.output == format::table || wanted_.output == format::wide;
  }
  void add_cells(std::vector<std::string> cells) { table_->add(std::move(cells)); }
  void add_line(const std::string& line) { out_.write(line + "\n"); }
  void add_raw(const std::string& text) { out_.write(text); }
  /// Holds the titles of a CSV back until the first row or the end.
  void hold_csv_titles(std::vector<csv_field> titles) { csv_titles_ = std::move(titles); }
  void add_csv(std::vector<csv_field> fields) {
    write_csv_titles();
    if (std::exchange(bom_due_, false)) out_.write("\xEF\xBB\xBF");
    if (out_.is_terminal() || wanted_.safe)
      for (auto& field : fields) field.text = roster::escape_for_log(field.text, std::string::npos);
    out_.write(csv_line(fields));
  }
  /// Adds an object to the list, or as a separate line. The output of `to_json` is safe for a terminal.
  void add_json(const std::string& object) {
    const bool list = wanted_.output == format::json;
    if (list) out_.write(std::exchange(first_, false) ? "[\n" : ",\n");  // messages may come before the first
    out_.write(object);
    if (!list) out_.write("\n");
  }
  void flush() { out_.flush(); }
  /// Also writes the rows that were held back to be measured.
  void flush_table() {
    if (table_) table_->finish();
    out_.flush();
  }
  /// Writes the remaining output. If all listings failed, a table or CSV without rows has no titles.
  void finish(bool all_failed) {
    if (table_ && all_failed) table_->drop_titles_without_rows();
    if (table_) table_->finish();
    if (!all_failed) write_csv_titles();
    if (!wanted_.count && wanted_.output == format::json) out_.write(first_ ? "[]\n" : "\n]\n");
    out_.flush();
  }

 private:
  bool has_colours() const {
    if (wanted_.colour != colour_use::automatic) return wanted_.colour == colour_use::always;
    return out_.is_terminal() && environment_allows_colours();
  }

  void write_csv_titles() {
    if (auto titles = std::exchange(csv_titles_, {}); !titles.empty()) add_csv(std::move(titles));
  }

  standard_output& out_;
  const options& wanted_;
  std::unique_ptr<table> table_{};
  std::vector<csv_field> csv_titles_{};
  bool first_{true};
  bool bom_due_;
};

/// Writes the items of one operation.
template <class Operation>
class row_writer {
 public:
  using item = roster::item_of<Operation>;

  /// Fails: usage_error for a field that the item lacks.
  static void check_fields(const options& wanted) {
    for (const auto& name : wanted.fields) (void)find("--fields", name);
    if (!wanted.sort_by.empty()) (void)find("--sort-by", wanted.sort_by);
  }

  row_writer(row_output& out, const options& wanted) : out_(out), wanted_(wanted) {
    for (const auto& name : wanted.fields) chosen_.push_back(find("--fields", name));
    if (wanted.output == format::csv && wanted.fields.empty()) choose_leaves();
    if (wanted.output == format::csv && wanted.headers && !wanted.count) out_.hold_csv_titles(csv_titles());
  }

  /// Sorts by the requested field; services without it come last in either direction.
  void sort(std::vector<item>& services) const {
    if (wanted_.sort_by.empty()) return;
    const auto by = find("--sort-by", wanted_.sort_by);
    std::vector<std::pair<roster::cell, std::size_t>> keys;
    for (const auto& one : services) keys.emplace_back(by.read(one), keys.size());
    std::sort(keys.begin(), keys.end(), [&](const auto& left, const auto& right) {
      const bool turn = wanted_.descending && !left.first.empty() && !right.first.empty();
      const auto order = compare_cells((turn ? right : left).first, (turn ? left : right).first);
      return order != 0 ? order < 0 : left.second < right.second;
    });
    std::vector<item> sorted;
    sorted.reserve(services.size());
    for (const auto& key : keys) sorted.push_back(std::move(services[key.second]));
    services = std::move(sorted);
  }

  /// Writes a change of a service.
  void write_change(roster::change_kind kind, const item& of) {
    const item service = shown(of);
    using enum roster::change_kind;
    const std::string_view word = kind == added ? "added" : kind == changed ? "changed" : "removed";
    const std::string sign = kind == added ? "+" : kind == changed ? "~" : "-";
    if (wanted_.output == format::name) return out_.add_line(sign + ' ' + name_of(service));
    if (wanted_.output == format::jsonl)
      return out_.add_json("{\"change\":\"" + std::string(word) + "\",\"service\":" + json(service) + '}');
    auto row = cells(service);
    row.insert(row.begin(), sign);
    out_.add_cells(std::move(row));
  }

  void write(const item& of) {
    const item service = shown(of);
    switch (wanted_.output) {
      case format::name:
        return out_.add_line(name_of(service));
      case format::json:
      case format::jsonl:
        return out_.add_json(json(service));
      case format::csv:
        return out_.add_csv(csv(service));
      case format::table:
      case format::wide:
        return out_.add_cells(cells(service));
    }
  }

 private:
  static constexpr auto letters = roster::case_of<Operation>;
  using column = roster::column<item>;

  item shown(const item& service) const {
    return wanted_.reveal_secrets ? service : without_tokens<letters>(service);
  }

  static column find(const std::string& option, const std::string& name) {
    if (const auto* known = roster::find_column<item, letters>(name)) return *known;
    std::vector<std::string_view> names;
    for (const auto& one : roster::columns<item, letters>()) names.push_back(one.name());
    throw usage_error(option + ": unknown field \"" + roster::escape_for_log(name, 64) + "\"" +
                      roster::detail::suggestion(name, names));
  }

  void choose_leaves() {
    for (const auto& one : roster::columns<item, letters>())
      if (one.kind() != roster::detail::kind::object) chosen_.push_back(one);
    with_unknown_ = true;
  }

  std::vector<csv_field> csv_titles() const {
    std::vector<csv_field> titles;
    for (const auto& one : chosen_) titles.push_back({std::string(one.name())});
    if (with_unknown_) titles.push_back({"unknown fields"});
    return titles;
  }

  std::vector<csv_field> csv(const item& service) const {
    std::vector<csv_field> fields;
    for (const auto& one : chosen_) {
      const auto cell = one.read(service, wanted_.reveal_secrets);
      fields.push_back({cell.text(), std::holds_alternative<std::string>(cell.value)});
    }
    if (with_unknown_) fields.push_back({unknown_json(service)});
    return fields;
  }

  /// Returns the fields that the schema does not know as one JSON object; "" if there are none.
  static std::string unknown_json(const item& service) {
    return service.unknown.list.empty()
               ? ""
               : roster::to_json<letters>(item{.unknown = service.unknown}, {.keep_empty = false});
  }

  std::string json(const item& service) const {
    const roster::encode_options how{.reveal_secrets = wanted_.reveal_secrets, .keep_empty = false};
    if (wanted_.fields.empty()) return roster::to_json<letters>(service, how);
    std::string object = "{";
    for (const auto& one : chosen_) {
      const auto cell = one.read(service, wanted_.reveal_secrets);
      if (cell.empty()) continue;
      if (object.size() > 1) object += ',';
      object += '"' + std::string(one.name()) + "\":" + json_of(cell, one.kind());
    }
    return object += '}';
  }

  /// Returns the value of a cell as JSON; lists and objects are JSON already.
  static std::string json_of(const roster::cell& cell, roster::detail::kind kind) {
    using enum roster::detail::kind;
    const bool is_json = kind == object || kind == list || kind == map || kind == unknown;
    if (is_json || !std::holds_alternative<std::string>(cell.value)) return cell.text();
    return roster::to_json(std::get<std::string>(cell.value));
  }

  std::vector<std::string> cells(const item& service) const {
    if (wanted_.fields.empty()) return summarize(service, now_, wanted_.output == format::wide);
    std::vector<std::string> out;
    for (const auto& one : chosen_) {
      const auto text = one.read(service, wanted_.reveal_secrets).text();
      out.push_back(text.empty() ? "-" : roster::escape_for_log(text, std::string::npos));
    }
    return out;
  }

  row_output& out_;
  const options& wanted_;
  std::vector<column> chosen_{};
  bool with_unknown_{};
  std::chrono::sys_seconds now_{std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())};
};

}  // namespace roster_ls
