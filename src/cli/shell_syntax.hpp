// Asks this machine's shells whether they can read the commands of a plan: `sh -n` and `bash -n`,
// which read and run nothing, without start-up files and without our environment. A few at a time,
// each and all of them bounded in time. core/flow/shell_samples.hpp says what is asked.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "core/flow/shell_samples.hpp"

namespace fettle::cli {

/// `shell.syntax` for each sample that its shell refuses; `shell.unchecked` once, as a warning,
/// where a shell is missing here or takes too long. In the order of the samples.
std::vector<Diagnostic> check_syntax(const SourceText& source,
                                     const std::vector<flow::ShellSample>& samples,
                                     Severity severity);

}  // namespace fettle::cli
