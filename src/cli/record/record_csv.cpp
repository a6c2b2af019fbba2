#include "base/csv_text.hpp"
#include "cli/record/record_table.hpp"
#include "cli/record/write_record.hpp"

namespace fettle::cli {

std::string record_csv(const BatchRecord& record) {
  const std::vector<std::string> columns(kStepColumns.begin(), kStepColumns.end());
  auto text = csv_line(columns);
  for (const auto& row : step_rows(record)) text += csv_line(row);
  return text;
}

}  // namespace fettle::cli
