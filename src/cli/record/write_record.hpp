// A batch's record in each form in which it leaves the program. All are bounded by the record
// itself, safe to print, and escaped by the rules of their form.
#pragma once

#include <string>

#include "cli/record/record.hpp"

namespace fettle::cli {

/// The exit status of a run that ended as the record tells.
int exit_status(const BatchRecord& record);
/// For a person at a terminal.
std::string record_text(const BatchRecord& record);
/// One JSON object (docs/reference/cli.md).
std::string record_json(const BatchRecord& record, int exit_status);
/// Headings and tables, for a wiki or a merge request.
std::string record_markdown(const BatchRecord& record);
/// One page with its style in it, that needs nothing else.
std::string record_html(const BatchRecord& record);
/// RFC 4180: one line a step of a target.
std::string record_csv(const BatchRecord& record);
/// Some lines of plain text to paste into a ticket: the outcome, who failed and why, who agreed.
std::string record_ticket(const BatchRecord& record);

/// `3/5 completed, 1 failed, 1 skipped`.
std::string counts_words(const engine::BatchState& state);

}  // namespace fettle::cli
