#include "app/audit_commands.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <utility>

#include "app/service_settings.hpp"
#include "app/user_commands.hpp"
#include "cli/audit.hpp"

namespace fettle::app {
namespace {

using cli::Console;

}  // namespace

void add_audit(CLI::App& app, Chosen& chosen) {
  auto* audit = app.add_subcommand("audit", "The service's audit log");
  audit->require_subcommand(1);
  auto* command =
      audit->add_subcommand("verify", "Whether the audit log is as it was written, as a whole");
  command->footer(
      "Example:\n  fettle audit verify\n  fettle audit verify --noted 1200:9f86d081...\n"
      "Exit status: 0, 1 with the first entry that was changed, 2 where the database can't be "
      "read.");
  const auto options = std::make_shared<cli::AuditOptions>();
  const auto choice = std::make_shared<ServiceChoice>();
  command
      ->add_option("--noted", options->noted,
                   "The last entry and its hash as an earlier run printed them; shows a log that "
                   "was written anew")
      ->type_name("NUMBER:HASH");
  command->add_flag_callback(
      "--json", [=] { options->format = cli::OutputFormat::kJson; }, "One JSON object");
  add_service_choice(*command, choice);
  command->callback([=, &chosen] {
    chosen = [=](const Console& console) {
      auto settings = service_settings(choice->settings, choice->file);
      if (!settings) return refuse(settings.error(), "fettle audit verify", console);
      options->database = std::move(settings->database);
      return cli::verify_audit(*options, console);
    };
  });
}

}  // namespace fettle::app
