#include "app/remote_commands.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>

#include "app/with_service.hpp"
#include "cli/remote/approvals.hpp"
#include "cli/remote/history.hpp"
#include "cli/remote/import_text.hpp"
#include "cli/remote/launch_flow.hpp"

namespace fettle::app {
namespace {

using cli::Console;
using cli::Remote;

/// `run` on the service that the command's options name.
template <class Options>
Chosen on_service(const std::shared_ptr<cli::ServerOptions>& server,
                  const std::shared_ptr<Options>& options,
                  int (*run)(const Options&, const Remote&)) {
  return [=](const Console& console) {
    return with_service(*server, console,
                        [&](const Remote& remote) { return run(*options, remote); });
  };
}

void add_targets(CLI::App& command, cli::LaunchFlowOptions& options) {
  const auto* const group = "Targets";
  command.add_option("-t,--target", options.targets, "Labels, as web1,web2; may be repeated")
      ->type_name("LIST")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->group(group);
  command.add_option("--list", options.target_list, "A saved target list, by its name")
      ->type_name("NAME")
      ->group(group);
  command
      .add_option("--selector", options.selector,
                  "Servers by role, tag, site, os_family, name or list, as role=web; all; or JSON "
                  "as a plan's target_selector")
      ->type_name("BY=VALUE")
      ->group(group);
  command.add_option("--from", options.from_batch, "Those of an earlier batch")
      ->type_name("BATCH")
      ->group(group);
  command
      .add_flag("--not-completed", options.only_not_completed,
                "Of that batch only those that did not complete")
      ->group(group);
  command
      .add_flag("--by-hand", options.by_hand,
                "Labels that match no server are carried out by a person")
      ->group(group);
}

/// `fettle import WHAT`.
struct ImportCommand {
  const char* name;
  const char* description;
  const char* footer;
  const char* formats;
};
constexpr ImportCommand kServers{
    "servers", "Servers: what they are, how they are reached",
    "Example:\n  fettle import servers hosts.ini --origin oslo\n"
    "  fettle import servers servers.csv --apply",
    "csv, json, ansible or ssh_config; default as the file's name tells"};
constexpr ImportCommand kList{
    "list", "Targets of a saved target list",
    "Example:\n  fettle import list 'RDS Oslo' hosts.csv --apply",
    "text, csv, json, ansible or ssh_config; default as the file's name tells"};

std::shared_ptr<cli::ImportOptions> add_import_of(CLI::App& import, Chosen& chosen,
                                                  const ImportCommand& words) {
  auto* command = import.add_subcommand(words.name, words.description);
  command->footer(words.footer);
  const auto server = std::make_shared<cli::ServerOptions>();
  const auto options = std::make_shared<cli::ImportOptions>();
  const auto json = std::make_shared<bool>();
  if (words.name == kList.name) {
    command->add_option("list", options->list, "The target list, by its name")
        ->required()
        ->type_name("LIST");
  }
  command->add_option("file", options->file, "The text; - reads standard input")
      ->required()
      ->type_name("FILE");
  command->add_option("--format", options->format, words.formats)->type_name("FORMAT");
  if (words.name == kServers.name) {
    command
        ->add_option("--origin", options->origin,
                     "What the source is called: its servers that vanish from it are marked")
        ->type_name("NAME");
  }
  command->add_flag("--apply", options->apply, "Apply the difference without asking");
  command->add_flag("--json", *json, "The difference as one JSON object");
  add_server_options(*command, *server);
  command->callback([=, &chosen] {
    options->output = format_of(*json);
    chosen = on_service(server, options, cli::import_text);
  });
  return options;
}

}  // namespace

void add_launch(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand("launch", "Launch a plan of the team on a service");
  command->footer(
      "Example:\n"
      "  fettle launch 'Monthly Security Patches' --list 'RDS Oslo' --dry-run\n"
      "  fettle launch install-software --target web1,web2 --var package_name=nginx\n"
      "  fettle launch kernel-patch --from last --not-completed --detach\n"
      "Watches until all is over; Ctrl-C leaves, and the batch goes on. On a terminal gates are "
      "asked\n"
      "here; elsewhere it leaves when a person is needed, or waits with --wait.\n"
      "Exit status: 0 all completed, or launched with --detach; 1 any failed; 2 usage, or the\n"
      "service refuses; 3 left while something waits, runs or is interrupted, or no answer.");
  const auto server = std::make_shared<cli::ServerOptions>();
  const auto options = std::make_shared<cli::LaunchFlowOptions>();
  const auto json = std::make_shared<bool>();
  const auto detach = std::make_shared<bool>();
  const auto dry_run = std::make_shared<bool>();
  command->add_option("flow", options->flow, "Its name, the beginning of it, or its id")
      ->required()
      ->type_name("FLOW");
  add_targets(*command, *options);
  command->add_option("--var", options->variables, "Value of a variable; may be repeated")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  command
      ->add_option("--strategy", options->strategy,
                   "Instead of the plan's: rolling, parallel, parallel_batched, rings")
      ->type_name("NAME");
  auto* looks = command->add_flag("--dry-run", *dry_run,
                                  "Who goes when, every gate, the commands; launches nothing");
  command->add_flag("-d,--detach", *detach, "Launch it and leave")->excludes(looks);
  command->add_flag("--wait", options->waits,
                    "Watch on while it waits for a person, without a terminal too");
  command->add_flag("--json", *json, "One event a line (docs/reference/events.md)");
  add_server_options(*command, *server);
  command->callback([=, &chosen] {
    using Then = cli::LaunchFlowOptions::Then;
    options->format = format_of(*json);
    options->then = *dry_run ? Then::kPreview : *detach ? Then::kDetach : Then::kWatch;
    chosen = [=](const Console& console) {
      options->waits = options->waits || console.can_ask;
      return on_service(server, options, cli::launch_flow)(console);
    };
  });
}

void add_approve(CLI::App& app, Chosen& chosen) {
  auto* command =
      app.add_subcommand("approve", "See what waits for an approval in a service, and answer it");
  command->footer(
      "Example:\n"
      "  fettle approve\n"
      "  fettle approve 01932b0c --comment 'after the backup'\n"
      "  fettle approve 01932b0c --target web2 --reject --comment 'not today' --yes\n"
      "A schedule or launch is shown first and approved by its digest; where nobody can be asked,\n"
      "--digest says which one was seen. Gates are asked about, or answered with --yes.\n"
      "Exit status: 0 answered or listed, 2 the service refuses, 3 left as it is, or no answer.");
  const auto server = std::make_shared<cli::ServerOptions>();
  const auto options = std::make_shared<cli::ApproveOptions>();
  const auto json = std::make_shared<bool>();
  const auto reject = std::make_shared<bool>();
  command
      ->add_option("id", options->id,
                   "The beginning of a schedule's or batch's id; default: list what waits")
      ->type_name("ID");
  command->add_option("--target", options->target, "Of gates, only that of this target")
      ->type_name("TARGET");
  command->add_option("--comment", options->comment, "Kept with the answer; a rejection needs one")
      ->type_name("TEXT");
  command->add_option("--digest", options->digest, "That was seen: approves without asking")
      ->type_name("DIGEST");
  command
      ->add_option("--name", options->name,
                   "The plan's name, from an author whom nobody else may approve")
      ->type_name("PLAN");
  command->add_flag("--reject", *reject, "Reject it");
  command->add_flag("--yes", options->yes, "Answer gates without asking");
  command->add_flag("--json", *json, "What waits, as an array");
  add_server_options(*command, *server);
  command->callback([=, &chosen] {
    options->format = format_of(*json);
    using Word = cli::ApproveOptions::Word;
    options->word = *reject ? Word::kReject : Word::kApprove;
    chosen = on_service(server, options, cli::approve);
  });
}

void add_sessions(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand("sessions", "How each target of a service's batch stands");
  command->footer(
      "Example:\n  fettle sessions last\n  fettle sessions 01932b0c --status failed --json\n"
      "Exit status: 0, 2 where there is no such batch, 3 no answer.");
  const auto server = std::make_shared<cli::ServerOptions>();
  const auto options = std::make_shared<cli::SessionsOptions>();
  const auto json = std::make_shared<bool>();
  command->add_option("batch", options->batch, "The beginning of its id, or last")
      ->required()
      ->type_name("BATCH");
  command->add_option("--status", options->status, "Only these: running, failed, ...")
      ->type_name("STATUS");
  command->add_flag("--json", *json, "An array of sessions, as the service's interface has them");
  add_server_options(*command, *server);
  command->callback([=, &chosen] {
    options->format = format_of(*json);
    chosen = on_service(server, options, cli::list_service_sessions);
  });
}

void add_import(CLI::App& app, Chosen& chosen) {
  auto* import = app.add_subcommand("import", "Servers and target lists of another system");
  import->footer(
      "Example:\n  fettle import servers hosts.ini\n  fettle import list 'RDS Oslo' rds.txt "
      "--apply\n"
      "The difference is shown first, and applied after a yes, or with --apply. What the source "
      "no\n"
      "longer names is marked, never deleted; nothing is launched.\n"
      "Exit status: 0, 2 the text or the service refuses, 3 somebody said no, or no answer.");
  import->require_subcommand(1);
  add_import_of(*import, chosen, kServers);
  add_import_of(*import, chosen, kList);
}

}  // namespace fettle::app
