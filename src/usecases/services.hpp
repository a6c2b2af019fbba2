// What all use cases of a process share beside the database: how batches are told something, and
// the settings that decide what may be done at all. Made once at start (app/serve.cpp).
#pragma once

#include <string>

#include "ports/batch_commands.hpp"

namespace fettle::usecases {

struct Services {
  ports::BatchCommands& batches;
  std::string public_url;  ///< as people reach the dashboard; without a slash at its end
};

}  // namespace fettle::usecases
