// Who watches a run: the terminal, `--json`, later the dashboard. Told of an event only after
// it is stored, of output as it arrives. Never answers, never slows the run down.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "core/engine/event.hpp"

namespace fettle::ports {

/// Of which session something is told; all empty when it is of the batch.
struct Place {
  std::string_view batch;
  std::string_view session;
  std::string_view target;
  int position = -1;
  bool recheck = false;
};

class Observer {
 public:
  virtual ~Observer() = default;
  virtual void occurred(const Place& place, std::int64_t number, const engine::Event& event) = 0;
  virtual void output(const Place& place, int step, std::int64_t offset, std::string_view text) = 0;
  /// Nothing more of the batch is started here: its journal failed, or another process has taken it
  /// over. What runs on targets runs on.
  virtual void stopped(std::string_view batch, const Error& error) = 0;
};

}  // namespace fettle::ports
