// What a command needs that works on the service's database directly, beside or without a running
// service: a connection and a context of its own, in the name of whoever runs the command.
#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "cli/console.hpp"
#include "store/database/connection.hpp"
#include "transport/os/system_random.hpp"
#include "usecases/batches/no_batch_commands.hpp"
#include "usecases/context.hpp"

namespace fettle::cli {

class ServiceContext {
 public:
  /// kNotFound without such a database; kConflict where it isn't at the schema of this program:
  /// `fettle serve` brings it there. Errors of store::open_database.
  static Result<std::unique_ptr<ServiceContext>> open(const std::string& database,
                                                      const std::string& public_url,
                                                      const Console& console);

  usecases::Context& context() { return context_; }

 private:
  ServiceContext(std::unique_ptr<store::Connection> database, const std::string& public_url,
                 const std::string& person);

  std::unique_ptr<store::Connection> database_;
  usecases::NoBatchCommands batches_;
  usecases::Services services_;
  transport::SystemRandom random_;
  usecases::Context context_;
};

}  // namespace fettle::cli
