// The modes of all registered servers as they are now, in memory: read by the loop before each
// step, refreshed from the database on another thread, at once where this process changed one.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <tuple>

#include "ports/server_modes.hpp"
#include "store/database/connection.hpp"

namespace fettle::app {

class ServerModes : public ports::ServerModes {
 public:
  std::optional<fleet::Mode> mode(std::string_view server_id) override;

  /// Reads them where something about servers has changed since the last time.
  Result<void> refresh(store::Connection& database);

 private:
  std::mutex mutex_;
  std::map<std::string, fleet::Mode, std::less<>> modes_;
  std::tuple<std::int64_t, std::int64_t> seen_{-1, -1};  ///< used by refresh() alone
};

}  // namespace fettle::app
