// SPDX-License-Identifier: BSL-1.0
#include "rows.hpp"

namespace roster_ls {

void write_groups(row_output& out, const groups& of) {
  const auto& columns = of.columns();
  if (out.has_cells()) {
    std::vector<table_column> titles;
    for (const auto& one : columns) titles.push_back(field_column(one.title));
    out.start_table(std::move(titles));
  } else if (out.has_fields()) {
    std::vector<text_field> titles;
    for (const auto& one : columns) titles.push_back({one.title});
    out.hold_titles(std::move(titles));
  }
  for (const auto& row : of.rows()) {
    std::vector<std::string> cells;
    std::vector<text_field> fields;
    std::string object = "{";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto text = row[i].text();
      cells.push_back(text.empty() ? "-" : roster::escape_for_log(text, std::string::npos));
      fields.push_back({text, std::holds_alternative<std::string>(row[i].value)});
      if (row[i].empty()) continue;
      object += (object.size() > 1 ? "," : "") + roster::to_json(columns[i].title) + ':' +
                json_of(row[i], columns[i].is_json);
    }
    if (out.has_cells())
      out.add_cells(std::move(cells));
    else if (out.has_fields())
      out.add_fields(std::move(fields));
    else
      out.add_json(object + '}');
  }
}

}  // namespace roster_ls
