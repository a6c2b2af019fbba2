// `fettle clean`: removes the receipts that this installation left on its targets and no batch
// needs. Never one of another installation, and never one that began and has no end: what it
// changed is not known yet.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/console.hpp"
#include "cli/view/view.hpp"
#include "transport/settings.hpp"

namespace fettle::cli {

struct CleanOptions {
  std::string database;  ///< empty: the default place
  OutputFormat format = OutputFormat::kText;
  transport::Settings ssh;
};

/// What a target's answer to transport::list_script means.
struct FoundReceipts {
  std::vector<std::string> removable;
  int needed = 0;  ///< by a batch that may go on
  int open = 0;    ///< began and have no end
};
FoundReceipts sort_receipts(std::string_view answer, std::string_view installation,
                            const std::vector<std::string>& needed);

/// 0, or 3 where a target could not be reached or cleaned.
int clean(const CleanOptions& options, const Console& console);

}  // namespace fettle::cli
