// `fettle show BATCH`: one batch as it ran, for a person, a program, or as a report to keep.
#pragma once

#include <boost/describe/enum.hpp>

#include <optional>
#include <string>

#include "cli/console.hpp"
#include "cli/record/record.hpp"
#include "cli/view/view.hpp"

namespace fettle::cli {

BOOST_DEFINE_ENUM_CLASS(ReportForm, kMarkdown, kHtml, kCsv, kTicket)

struct ShowOptions {
  std::string batch;     ///< the beginning of its id, or `last`
  std::string database;  ///< empty: the default place
  OutputFormat format = OutputFormat::kText;
  std::optional<ReportForm> report;  ///< instead of what `format` says
};

/// In the form that the options name.
std::string written(const BatchRecord& record, const ShowOptions& options);

int show_batch(const ShowOptions& options, const Console& console);

}  // namespace fettle::cli
