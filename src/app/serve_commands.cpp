#include "app/serve_commands.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>

#include "app/serve.hpp"

namespace fettle::app {

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
  const auto options = std::make_shared<Named>();
  const auto file = std::make_shared<std::string>();
  command
      ->add_option("--config", *file,
                   "Settings in YAML, one `name: value` a line; or FETTLE_CONFIG")
      ->type_name("FILE");
  for (const auto& row : serve_setting_rows()) {
    const std::string name(row.name);
    auto* option = command->add_option_function<std::string>(
        "--" + name, [=](const std::string& value) { (*options)[name] = value; },
        std::string(row.help));
    option->type_name(std::string(row.type));
    if (row.name == "trusted-proxy") {
      option->multi_option_policy(CLI::MultiOptionPolicy::Join)->delimiter(',');
    }
  }
  command->callback([=, &chosen] {
    chosen = [=](const cli::Console& console) { return serve(*options, *file, console); };
  });
}

}  // namespace fettle::app
