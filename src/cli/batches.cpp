#include "cli/batches.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "cli/batch_choice.hpp"
#include "cli/files.hpp"
#include "cli/record/write_record.hpp"
#include "cli/view/json_line.hpp"
#include "cli/view/safe_text.hpp"
#include "cli/view/wording.hpp"

namespace fettle::cli {
namespace {

struct BatchJson {
  std::string_view batch;
  std::string_view short_id;
  std::string_view name;
  engine::BatchStatus status;
  std::string_view reason;
  std::string created_at;
  std::optional<std::string> ended_at;
  int total = 0;
  int waiting = 0;
  engine::Tally counts;
};
BOOST_DESCRIBE_STRUCT(BatchJson, (),
                      (batch, short_id, name, status, reason, created_at, ended_at, total, waiting,
                       counts))

std::string as_json(const BatchList& batches) {
  std::vector<BatchJson> rows;
  for (std::size_t i = 0; i < batches.heads.size(); ++i) {
    const auto& head = batches.heads[i];
    BatchJson row{.batch = head.id,
                  .short_id = batches.short_ids[i],
                  .name = head.name,
                  .status = head.state.status,
                  .reason = head.state.reason,
                  .created_at = to_rfc3339({head.created_at}),
                  .total = head.state.total,
                  .waiting = head.state.waiting,
                  .counts = head.state.tally};
    if (head.ended_at) row.ended_at = to_rfc3339({*head.ended_at});
    rows.push_back(std::move(row));
  }
  return escape_controls(to_json(rows)) + "\n";
}

std::string as_text(const BatchList& batches) {
  std::size_t width = 0;
  for (const auto& id : batches.short_ids) width = std::max(width, id.size());
  std::string text;
  for (std::size_t i = 0; i < batches.heads.size(); ++i) {
    const auto& head = batches.heads[i];
    text += fmt::format("{:<{}}  {}  {:<17}  {}  {}\n", batches.short_ids[i], width,
                        moment_words({head.created_at}), plain_words(enum_name(head.state.status)),
                        safe_line(head.name, Charset::kUtf8), counts_words(head.state));
  }
  return text;
}

/// Nothing has run yet where nobody named a database: that is no error.
bool is_new_here(const BatchesOptions& options, const Error& error) {
  return options.database.empty() && error.code == ErrorCode::kNotFound;
}

}  // namespace

void write_batches(const BatchList& list, const std::string& place, const BatchesOptions& options,
                   const Console& console) {
  if (options.ids_only) {
    for (const auto& id : list.short_ids) console.out << id << "\n";
  } else if (options.format == OutputFormat::kJson) {
    console.out << as_json(list);
  } else if (list.heads.empty()) {
    console.err << fmt::format("No batch has run yet (looked in {}).\n", place);
  } else {
    console.out << as_text(list);
  }
}

int list_batches(const BatchesOptions& options, const Console& console) {
  auto database = options.database;
  const auto batches = [&]() -> Result<BatchList> {
    FETTLE_TRY(connection, open_history(database));
    return list_batches_of(*connection);
  }();
  if (!batches && !is_new_here(options, batches.error())) {
    if (options.ids_only) return kExitDone;  // a completion says nothing of what is wrong
    console.err << show(batches.error(), database, {});
    return row(batches.error().code).exit_status;
  }
  write_batches(batches ? *batches : BatchList(), database, options, console);
  return kExitDone;
}

}  // namespace fettle::cli
