// One read-only question to each of many targets, without a batch: log in, ask, leave. As many at
// once as the settings let connections be made. On leaving, receipts may be removed there.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fleet/server.hpp"
#include "core/flow/command.hpp"
#include "transport/settings.hpp"

namespace fettle::cli {

struct Ask {
  fleet::Target target;
  bool become = false;
  std::string script;
  flow::Become as_whom = {};
};

struct TargetAnswer {
  bool ok = false;
  std::string reason;                ///< why not
  std::string output;                ///< whole lines; what follows a gap is left out
  std::vector<std::string> removed;  ///< receipts that are gone now
};

/// Which receipts go, by what the target of that index answered.
using ChooseReceipts = std::function<std::vector<std::string>(std::size_t, std::string_view)>;

/// In the order of `asks`. Returns when all have answered or can't be reached.
std::vector<TargetAnswer> ask_targets(const std::vector<Ask>& asks,
                                      const transport::Settings& settings,
                                      const ChooseReceipts& choose = {});

}  // namespace fettle::cli
