// The arguments of `fettle user ...`, the help for those who are locked out of the service.
#pragma once

#include <memory>
#include <string>

#include "app/chosen.hpp"
#include "app/serve_settings.hpp"

namespace fettle::app {

/// Of the service that a command works on: some of its settings, and the file of the others.
struct ServiceChoice {
  Named settings;
  std::string file;
};
/// `--database`, `--config`.
void add_service_choice(CLI::App& command, const std::shared_ptr<ServiceChoice>& choice);
/// The error, as the command's, and its exit status.
int refuse(const Error& error, const std::string& command, const cli::Console& console);

void add_user(CLI::App& app, Chosen& chosen);

}  // namespace fettle::app
