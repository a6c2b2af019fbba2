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
  /// The journal failed: nothing more is started. What runs on targets runs on.
  virtual void stopped(const Error& error) = 0;
};

}  // namespace fettle::ports
