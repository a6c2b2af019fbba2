#include "cli/show.hpp"

#include <ostream>

#include "cli/batch_choice.hpp"
#include "cli/files.hpp"
#include "cli/record/write_record.hpp"
#include "cli/view/summary.hpp"

namespace fettle::cli {

std::string written(const BatchRecord& record, const ShowOptions& options) {
  if (options.report) {
    switch (*options.report) {
      case ReportForm::kMarkdown:
        return record_markdown(record);
      case ReportForm::kHtml:
        return record_html(record);
      case ReportForm::kCsv:
        return record_csv(record);
      case ReportForm::kTicket:
        return record_ticket(record);
    }
  }
  if (options.format == OutputFormat::kText) return record_text(record);
  return record_json(record, exit_status(record));
}

int show_batch(const ShowOptions& options, const Console& console) {
  auto database = options.database;
  const auto record = [&]() -> Result<BatchRecord> {
    FETTLE_TRY(connection, open_history(database));
    FETTLE_TRY(batches, list_batches_of(*connection));
    FETTLE_TRY(chosen, choose(batches, options.batch, database));
    return read_record(*connection, batches.heads[chosen].id, batches.short_ids[chosen]);
  }();
  if (!record) {
    console.err << show_choice(record.error());
    return row(record.error().code).exit_status;
  }
  console.out << written(*record, options);
  return kExitDone;
}

}  // namespace fettle::cli
