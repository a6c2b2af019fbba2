#include "cli/demo.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <string>

#include "base/visible_text.hpp"
#include "cli/demo_fleet.hpp"
#include "cli/demo_service.hpp"
#include "cli/files.hpp"
#include "cli/run.hpp"
#include "core/document/shell.hpp"
#include "embedded/demo.hpp"
#include "transport/os/asio_loop.hpp"
#include "transport/os/terminal_input.hpp"

namespace fettle::cli {
namespace {

using document::shell_quote;

constexpr const char* kPlan = "rings.md";
constexpr std::size_t kTruthBytesMax = 65'536;
constexpr const char* kNothingToResume =
    "\nThe demo's servers and its database end here, so that there is nothing to resume.\n";

std::string introduce(const DemoFleet& fleet) {
  std::string text = "Three private SSH servers on this machine's loopback, for this demo alone:\n";
  for (const auto& host : fleet.hosts()) {
    text += fmt::format("  {}  127.0.0.1:{}\n", host.name, host.port);
  }
  return text + fmt::format("Carrying out {} on them, as `fettle run --yes` would:\n\n",
                            fleet.file(kPlan));
}

Result<void> write_plan(const DemoFleet& fleet) {
  for (const auto& file : embedded::demo()) {
    FETTLE_TRY_VOID(write_file(fleet.file(file.name), file.bytes));
  }
  return {};
}

/// As `fettle run` would, with the flags that play() shows.
int carry_out(const DemoFleet& fleet, const Console& console) {
  RunOptions options;
  options.launch.plan = fleet.file(kPlan);
  options.launch.inventories = {fleet.file("hosts.ini")};
  options.launch.identity = fleet.file("user_key");
  options.database = fleet.file("fettle.db");
  options.consent = Consent::kApprovals;
  options.ssh.known_hosts_file = fleet.file("known_hosts");
  options.ssh.global_known_hosts_file = "/dev/null";
  options.ssh.ssh_config_file = "/dev/null";
  return run_plan(options, console);
}

// --- what is so -------------------------------------------------------------------------------

std::string truth(const DemoHost& host) {
  const auto version = read_file(host.folder + "/version", kTruthBytesMax);
  const auto deployments = read_file(host.folder + "/deployments", kTruthBytesMax);
  if (!version || !deployments) return fmt::format("  {}  nothing was deployed\n", host.name);
  const auto times = std::ranges::count(*deployments, '\n');
  return fmt::format("  {}  has version {}, deployed {} {}\n", host.name,
                     version->substr(0, version->find('\n')), times, times == 1 ? "time" : "times");
}

std::string truth(const DemoFleet& fleet) {
  std::string text = "\nWhat the servers themselves hold, read from their own folders:\n";
  for (const auto& host : fleet.hosts()) text += truth(host);
  return text;
}

// --- the fleet stays up -----------------------------------------------------------------------

std::string this_program() {
  std::error_code error;
  const auto path = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? "fettle" : shell_quote(path.string());
}

std::string play(const DemoFleet& fleet) {
  const auto quoted = [&](std::string_view name) { return shell_quote(fleet.file(name)); };
  const auto& host = fleet.hosts().front();
  std::string text = fmt::format(
      "\nThe fleet stays up until you press Ctrl-C. In another terminal, one more version:\n"
      "  {} run {} --inventory {} --identity {} --known-hosts {} --ssh-config /dev/null"
      " --db {} --var version=3.0 --yes\n",
      this_program(), quoted(kPlan), quoted("hosts.ini"), quoted("user_key"), quoted("known_hosts"),
      quoted("fettle.db"));
  text += fmt::format(
      "Without --yes it asks before it changes a server; with --dry-run it shows what it would "
      "do.\nA look at one of the servers:\n"
      "  ssh -F /dev/null -i {} -o UserKnownHostsFile={} -p {} {}@127.0.0.1"
      " 'cat \"$FETTLE_DEMO_ROOT/deployments\"'\n",
      quoted("user_key"), quoted("known_hosts"), host.port, shell_quote(fleet.user()));
  return text + fmt::format("The plan is yours to change: {}\n", fleet.file(kPlan));
}

void wait_for_a_signal() {
  transport::AsioLoop loop;
  transport::TerminalInput input(loop);
  input.on_signal([&] { loop.stop(); });
  loop.run();
}

/// The dashboard, and the same from a terminal. Everything else goes on without it.
std::string bring_up_service(const DemoFleet& fleet, ports::HttpClient& http) {
  const auto service = start_demo_service(fleet, http);
  if (!service) {
    return fmt::format("\nThe dashboard is not there: {}\n", visible_text(service.error().message));
  }
  return fmt::format(
      "\nThe dashboard, on this machine alone: {}\n"
      "  Sign in as {} with the password {}\n"
      "It has the fleet, a finished run of version 2.1 with what it changed, and a schedule that\n"
      "waits for your approval. The same from another terminal:\n"
      "  export FETTLE_SERVER={} FETTLE_TOKEN_FILE={}\n"
      "  {} approve\n",
      service->url, service->email, service->password, service->url,
      shell_quote(service->token_file), this_program());
}

Result<int> demonstrate(const DemoOptions& options, ports::HttpClient& http,
                        const Console& console) {
  FETTLE_TRY(fleet, DemoFleet::start());
  FETTLE_TRY_VOID(write_plan(*fleet));
  console.out << introduce(*fleet) << std::flush;
  const int status = carry_out(*fleet, console);
  console.out << truth(*fleet) << std::flush;
  // Unfinished: it was Ctrl-C that ended the run.
  if (options.once || status == kExitUnfinished) {
    if (status != kExitDone) console.out << kNothingToResume;
    return status;
  }
  console.out << "\nThe service starts and deploys version 2.1 ...\n" << std::flush;
  console.out << bring_up_service(*fleet, http) << play(*fleet) << std::flush;
  wait_for_a_signal();
  return status;
}

}  // namespace

int run_demo(const DemoOptions& options, ports::HttpClient& http, const Console& console) {
  const auto status = demonstrate(options, http, console);
  if (status) return *status;
  console.err << show(status.error(), "fettle", {});
  return row(status.error().code).exit_status;
}

}  // namespace fettle::cli
