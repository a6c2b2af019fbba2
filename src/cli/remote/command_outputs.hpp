// What the commands of a batch have written, piece after piece: knows what it has read of each, so
// that nothing is read twice and nothing left out, whatever happens to the service in between.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "cli/remote/service_api.hpp"
#include "store/history_store.hpp"

namespace fettle::cli {

struct CommandPart {
  const store::CommandRow& command;
  std::int64_t from = 0;  ///< in bytes of the kept text
  std::string text;
};

class CommandOutputs {
 public:
  using Visit = std::function<void(const CommandPart&)>;

  CommandOutputs(const ServiceApi& api, std::string batch) : api_(api), batch_(std::move(batch)) {}

  /// What is new of these sessions, command by command.
  Result<void> read(const std::vector<std::string>& sessions, const Visit& visit);

 private:
  Result<void> read_command(const store::CommandRow& command, const Visit& visit);

  const ServiceApi& api_;
  std::string batch_;
  std::map<std::string, std::int64_t, std::less<>> known_;  ///< bytes, by order
};

}  // namespace fettle::cli
