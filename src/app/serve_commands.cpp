#include "app/serve_commands.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>

#include "app/doctor.hpp"
#include "app/serve.hpp"

namespace fettle::app {
namespace {

/// Every setting as an option.
void add_settings(CLI::App& command, const std::shared_ptr<Named>& settings,
                  const std::shared_ptr<std::string>& file) {
  command
      .add_option("--config", *file, "Settings in YAML, one `name: value` a line; or FETTLE_CONFIG")
      ->type_name("FILE");
  for (const auto& row : serve_setting_rows()) {
    const std::string name(row.name);
    auto* option = command.add_option_function<std::string>(
        "--" + name, [=](const std::string& value) { (*settings)[name] = value; },
        std::string(row.help));
    option->type_name(std::string(row.type));
    if (row.name == "trusted-proxy") {
      option->multi_option_policy(CLI::MultiOptionPolicy::Join)->delimiter(',');
    }
  }
}

}  // namespace

void add_serve(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand("serve", "The service: API, dashboard, scheduler and runner");
  command->footer(
      "Example:\n"
      "  fettle serve\n"
      "  fettle serve --listen 0.0.0.0:443 --tls-certificate chain.pem --tls-key key.pem\n"
      "  FETTLE_DATABASE=postgresql:///fettle fettle serve --config /etc/fettle/fettle.yaml\n"
      "Each setting is an option, a variable such as FETTLE_PUBLIC_URL, or a line of the file, in\n"
      "that order.\n"
      "Exit status: 0 after SIGTERM, 2 where a setting, the database or the address can't be "
      "used.");
  const auto settings = std::make_shared<Named>();
  const auto file = std::make_shared<std::string>();
  add_settings(*command, settings, file);
  command->callback([=, &chosen] {
    chosen = [=](const cli::Console& console) { return serve(*settings, *file, console); };
  });
}

void add_doctor(CLI::App& app, Chosen& chosen) {
  auto* command =
      app.add_subcommand("doctor", "Whether what the service stands on is as it must be");
  command->footer(
      "Example:\n"
      "  fettle doctor --config /etc/fettle/fettle.yaml\n"
      "Takes the settings of `fettle serve`. Changes nothing.\n"
      "Exit status: 0, 1 where something is wrong, 2 where the settings can't be read.");
  const auto settings = std::make_shared<Named>();
  const auto file = std::make_shared<std::string>();
  const auto format = std::make_shared<cli::OutputFormat>(cli::OutputFormat::kText);
  command->add_flag_callback(
      "--json", [=] { *format = cli::OutputFormat::kJson; }, "An array of what was looked at");
  add_settings(*command, settings, file);
  command->callback([=, &chosen] {
    chosen = [=](const cli::Console& console) {
      return doctor({.settings = *settings, .file = *file, .format = *format}, console);
    };
  });
}

}  // namespace fettle::app
