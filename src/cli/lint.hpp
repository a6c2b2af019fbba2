// `fettle lint FILE...`: every problem of plans and recipes, for a person, as JSON or as
// SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/).
#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"

namespace fettle::cli {

struct LintOptions {
  enum class Format { kText, kJson, kSarif };
  std::vector<std::string> files;
  Format format = Format::kText;
};

/// 0 without errors, 1 with errors, 2 where a file can't be read.
int lint(const LintOptions& options, const Console& console);

}  // namespace fettle::cli
