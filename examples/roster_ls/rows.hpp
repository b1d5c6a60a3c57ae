// SPDX-License-Identifier: BSL-1.0
#pragma once
// Writes services in the requested format.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/watch/watch_options.hpp>
#include <roster/wire/columns.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "colours.hpp"
#include "conditions.hpp"
#include "groups.hpp"
#include "options.hpp"
#include "redact_service.hpp"
#include "standard_output.hpp"
#include "summary.hpp"
#include "table.hpp"
#include "text_lines.hpp"
#include "yaml.hpp"

namespace roster_ls {

/// The output that all listings of one run share: one table continues over all of them, and a JSON list is closed after
/// the last.
class row_output {
 public:
  row_output(standard_output& out, const options& wanted)
      : out_(out), wanted_(wanted), bom_due_(wanted.byte_order_mark) {}

  bool has_table() const noexcept {
    return wanted_.output == format::table || wanted_.output == format::wide;
  }
  /// Whether rows are cells of a table.
  bool has_cells() const noexcept { return has_table() || wanted_.output == format::markdown; }
  /// Whether rows are fields with every member.
  bool has_fields() const noexcept { return wanted_.output == format::csv || wanted_.output == format::tsv; }
  /// Starts a table, unless an earlier listing has started it.
  void start_table(std::vector<table_column> columns) {
    if (table_ || wanted_.count) return;
    if (wanted_.output == format::markdown) {
      std::vector<text_field> titles;
      for (const auto& column : columns) titles.push_back({column.title});
      return hold_titles(std::move(titles));
    }
    if (wanted_.watch)
      columns.insert(columns.begin(),
                     {.title = " ", .importance = importance::identifier, .is_change = true});
    table_ = std::make_unique<table>(out_, std::move(columns), wanted_.headers, has_colours());
  }
  /// Adds a row whose cells are escaped.
  void add_cells(std::vector<std::string> cells) {
    if (table_) return table_->add(std::move(cells));
    std::vector<text_field> fields;
    for (auto& cell : cells) fields.push_back({std::move(cell)});
    add_fields(std::move(fields));
  }
  void add_line(const std::string& line) { out_.write(line + "\n"); }
  void add_raw(const std::string& text) { out_.write(text); }
  /// Holds the titles of the fields back until the first row or the end.
  void hold_titles(std::vector<text_field> titles) {
    if (wanted_.count || has_titles_) return;
    has_titles_ = true;
    titles_ = std::move(titles);
  }
  void add_fields(std::vector<text_field> fields) {
    write_titles();
    write_fields(std::move(fields));
  }
  /// Adds an object: to the list, or as a separate line or element. The output of `to_json` is safe for a terminal.
  void add_json(const std::string& object) {
    if (wanted_.output == format::yaml) {
      first_ = false;
      return out_.write(yaml_element(object));
    }
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
  /// Writes the remaining output. If all listings failed, a table or a list of fields without rows has no titles.
  void finish(bool all_failed) {
    if (table_ && all_failed) table_->drop_titles_without_rows();
    if (table_) table_->finish();
    if (!all_failed) write_titles();
    if (!wanted_.count && wanted_.output == format::json) out_.write(first_ ? "[]\n" : "\n]\n");
    if (!wanted_.count && wanted_.output == format::yaml && first_) out_.write("[]\n");
    out_.flush();
  }

 private:
  bool has_colours() const {
    if (wanted_.colour != colour_use::automatic) return wanted_.colour == colour_use::always;
    return out_.is_terminal() && environment_allows_colours();
  }

  /// A table in Markdown always has titles.
  void write_titles() {
    auto titles = std::exchange(titles_, {});
    if (titles.empty() || (!wanted_.headers && wanted_.output != format::markdown)) return;
    const auto columns = titles.size();
    write_fields(std::move(titles));
    if (wanted_.output == format::markdown) out_.write(markdown_rule(columns));
  }

  void write_fields(std::vector<text_field> fields) {
    if (std::exchange(bom_due_, false)) out_.write("\xEF\xBB\xBF");
    if (has_fields() && (out_.is_terminal() || wanted_.safe))
      for (auto& field : fields) field.text = roster::escape_for_log(field.text, std::string::npos);
    out_.write(wanted_.output == format::csv   ? csv_line(fields)
               : wanted_.output == format::tsv ? tsv_line(fields)
                                               : markdown_line(fields));
  }

  standard_output& out_;
  const options& wanted_;
  std::unique_ptr<table> table_{};
  std::vector<text_field> titles_{};
  bool has_titles_{};
  bool first_{true};
  bool bom_due_;
};

/// Returns the value of a cell as JSON; the cells of lists and objects are JSON already.
inline std::string json_of(const roster::cell& cell, bool is_json) {
  if (is_json || !std::holds_alternative<std::string>(cell.value)) return cell.text();
  return roster::to_json(std::get<std::string>(cell.value));
}

/// Writes one row for each group.
void write_groups(row_output& out, const groups& of);

/// Writes the items of a listing.
template <class Listing>
class row_writer {
 public:
  using item = typename Listing::item;

  /// Fails: usage_error for a field that the item lacks or that cannot be added up.
  static void check_fields(const options& wanted) {
    for (const auto& name : wanted.fields) (void)find("--fields", name);
    if (!wanted.group_by.empty()) (void)make_groups(wanted);
    if (!wanted.sort_by.empty() && wanted.group_by.empty()) (void)find("--sort-by", wanted.sort_by);
    for (const auto& name : wanted.sums) {
      const auto kind = find("--sum", name).kind();
      if (kind != roster::detail::kind::integer && kind != roster::detail::kind::real)
        throw usage_error("--sum: the field \"" + roster::escape_for_log(name, 64) + "\" is not a number");
    }
  }

  /// Returns the empty groups of --group-by.
  static groups make_groups(const options& wanted) {
    std::vector<group_column> keys;
    for (const auto& name : wanted.group_by)
      keys.push_back({.title = name, .is_json = is_json(find("--group-by", name))});
    return {wanted, std::move(keys)};
  }

  row_writer(row_output& out, const options& wanted) : out_(out), wanted_(wanted) {
    for (const auto& name : wanted.fields) chosen_.push_back(find("--fields", name));
    for (const auto& name : wanted.group_by) keys_.push_back(find("--group-by", name));
    for (const auto& name : wanted.sums) sums_.push_back(find("--sum", name));
    if (!keys_.empty()) return;
    if (out.has_cells()) out_.start_table(table_columns());
    if (!out.has_fields()) return;
    if (wanted.fields.empty()) choose_leaves();
    out_.hold_titles(titles());
  }

  /// Adds a service to its group.
  void count(const item& of, groups& into) const {
    const item service = shown(of);
    into.add(cells_of(keys_, service), cells_of(sums_, service));
  }

  /// Sorts by the requested field; services without it come last in either direction.
  void sort(std::vector<item>& services) const {
    if (wanted_.sort_by.empty()) return;
    const auto by = find("--sort-by", wanted_.sort_by);
    std::vector<std::pair<roster::cell, std::size_t>> keys;
    for (const auto& one : services) keys.emplace_back(by.read(one, wanted_.reveal_secrets), keys.size());
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
      case format::yaml:
        return out_.add_json(json(service));
      case format::csv:
      case format::tsv:
        return out_.add_fields(fields(service));
      case format::table:
      case format::wide:
      case format::markdown:
        return out_.add_cells(cells(service));
      case format::prometheus:
      case format::prometheus_sd:
        break;  // written at the end
    }
  }

 private:
  static constexpr auto letters = Listing::letters;
  static constexpr bool has_unknown = requires(item of) { of.unknown; };
  using column = roster::column<item>;

  item shown(const item& service) const {
    return wanted_.reveal_secrets ? service : without_tokens<letters>(service);
  }

  static column find(const std::string& option, const std::string& name) {
    if (const auto known = roster::find_column<item, letters>(name)) return *known;
    std::vector<std::string_view> names;
    for (const auto& one : roster::columns<item, letters>()) names.push_back(one.name());
    throw usage_error(option + ": unknown field \"" + roster::escape_for_log(name, 64) + "\"" +
                      roster::detail::suggestion(name, names) + std::string(hint_of<Listing>));
  }

  void choose_leaves() {
    for (const auto& one : roster::columns<item, letters>())
      if (one.kind() != roster::detail::kind::object) chosen_.push_back(one);
    with_unknown_ = has_unknown;
  }

  std::vector<table_column> table_columns() const {
    if (chosen_.empty())
      return summary_columns(static_cast<const item*>(nullptr), wanted_.output == format::wide);
    std::vector<table_column> columns;
    for (const auto& one : chosen_) columns.push_back(field_column(one.name()));
    return columns;
  }

  std::vector<text_field> titles() const {
    std::vector<text_field> titles;
    for (const auto& one : chosen_) titles.push_back({std::string(one.name())});
    if (with_unknown_) titles.push_back({"unknown fields"});
    return titles;
  }

  std::vector<roster::cell> cells_of(const std::vector<column>& columns, const item& service) const {
    std::vector<roster::cell> cells;
    for (const auto& one : columns) cells.push_back(one.read(service, wanted_.reveal_secrets));
    return cells;
  }

  std::vector<text_field> fields(const item& service) const {
    std::vector<text_field> fields;
    for (const auto& one : chosen_) {
      const auto cell = one.read(service, wanted_.reveal_secrets);
      fields.push_back({cell.text(), std::holds_alternative<std::string>(cell.value)});
    }
    if (with_unknown_) fields.push_back({unknown_json(service)});
    return fields;
  }

  /// Returns the fields that the schema does not know as one JSON object; "" if there are none.
  static std::string unknown_json(const item& service) {
    if constexpr (has_unknown) {
      if (!service.unknown.list.empty())
        return roster::to_json<letters>(item{.unknown = service.unknown}, {.keep_empty = false});
    }
    return {};
  }

  std::string json(const item& service) const {
    const roster::encode_options how{.reveal_secrets = wanted_.reveal_secrets, .keep_empty = false};
    if (wanted_.fields.empty()) return roster::to_json<letters>(service, how);
    std::string object = "{";
    for (const auto& one : chosen_) {
      const auto cell = one.read(service, wanted_.reveal_secrets);
      if (cell.empty()) continue;
      if (object.size() > 1) object += ',';
      object += roster::to_json(std::string(one.name())) + ':' + json_of(cell, is_json(one));
    }
    return object += '}';
  }

  /// Returns whether the cells of a column are JSON.
  static bool is_json(const column& of) {
    using enum roster::detail::kind;
    return of.kind() == object || of.kind() == list || of.kind() == map || of.kind() == unknown;
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
  std::vector<column> keys_{};  // of --group-by
  std::vector<column> sums_{};
  bool with_unknown_{};
  std::chrono::sys_seconds now_{std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())};
};

}  // namespace roster_ls
