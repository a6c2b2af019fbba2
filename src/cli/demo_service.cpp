#include "cli/demo_service.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <map>
#include <utility>

#include "cli/demo_browser.hpp"
#include "cli/demo_process.hpp"
#include "cli/files.hpp"
#include "transport/os/asio_loop.hpp"
#include "transport/os/system_random.hpp"
#include "usecases/batches/batch_words.hpp"
#include "usecases/batches/batches.hpp"

namespace fettle::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kFileBytesMax = std::size_t{1} << 20;
constexpr std::chrono::milliseconds kLookEvery{50};
constexpr std::chrono::seconds kStartMax{30};
constexpr std::chrono::minutes kRunMax{5};
constexpr Milliseconds kTokenLife = std::chrono::hours(24);
constexpr const char* kEmail = "demo@example.com";
constexpr const char* kTeam = "Demo";

// --- the process ------------------------------------------------------------------------------

/// Settings of a service that this account runs are none of the demo's.
std::vector<std::string> without_settings() {
  std::vector<std::string> arguments{"env"};
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    if (!text.starts_with("FETTLE_")) continue;
    arguments.emplace_back("-u");
    arguments.emplace_back(text.substr(0, text.find('=')));
  }
  return arguments;
}

/// `count` characters of 64 that need no quoting anywhere.
std::string random_word(std::size_t count) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  transport::SystemRandom random;
  std::string word;
  while (word.size() < count) word += kLetters[random.bits() % kLetters.size()];
  return word;
}

Result<void> write_key(const std::string& path) {
  transport::SystemRandom random;
  std::string key;
  for (int i = 0; i < 4; ++i) key += fmt::format("{:016x}", random.bits());
  FETTLE_TRY_VOID(write_file(path, key + "\n"));
  ::chmod(path.c_str(), 0600);
  return {};
}

Result<pid_t> start_process(const DemoFleet& fleet) {
  FETTLE_TRY_VOID(write_key(fleet.file("master-key")));
  std::error_code unknown;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", unknown);
  if (unknown) return fail(ErrorCode::kIo, "/proc/self/exe can't be read");
  auto arguments = without_settings();
  const auto database = "sqlite:" + fleet.file("service.db");
  for (const auto& word :
       {program.string(), std::string("serve"), std::string("--listen"), std::string("127.0.0.1:0"),
        std::string("--database"), database, std::string("--master-key"), fleet.file("master-key"),
        std::string("--known-hosts"), fleet.file("known_hosts"), std::string("--ssh-config"),
        std::string("/dev/null")}) {
    arguments.push_back(word);
  }
  return start_program({.arguments = std::move(arguments), .log = fleet.file("service.log")});
}

/// What follows `mark` on its line of the log, once it is there.
Result<std::string> wait_for_word(const DemoFleet& fleet, std::string_view mark, pid_t process) {
  const auto deadline = Clock::now() + kStartMax;
  std::string log;
  while (Clock::now() < deadline) {
    log = read_file(fleet.file("service.log"), kFileBytesMax).value_or("");
    const auto at = log.find(mark);
    const auto end = at == log.npos ? log.npos : log.find('\n', at);
    if (end != log.npos) {
      return log.substr(at + mark.size(), end - at - mark.size());
    }
    if (::kill(process, 0) != 0) break;
    ::poll(nullptr, 0, static_cast<int>(kLookEvery.count()));
  }
  return fail(ErrorCode::kUnreachable,
              fmt::format("the service does not start; it says:\n{}", log));
}

// --- what is in it ----------------------------------------------------------------------------

struct Made {
  std::string id;
  std::string token;
  static constexpr bool kLenient = true;
};
BOOST_DESCRIBE_STRUCT(Made, (), (id, token))

struct SetUpBody {
  std::string token;
  std::string team;
  std::string name;
  std::string email;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(SetUpBody, (), (token, team, name, email, password))

struct SecretBody {
  std::string kind;
  std::string value;
};
BOOST_DESCRIBE_STRUCT(SecretBody, (), (kind, value))

struct ServerBody {
  std::string name;
  std::string address;
  int port = 0;
  std::string user;
  std::string role;
  std::string credential_id;
  std::vector<std::string> host_keys;
};
BOOST_DESCRIBE_STRUCT(ServerBody, (), (name, address, port, user, role, credential_id, host_keys))

struct LabelBody {
  std::string label;
};
BOOST_DESCRIBE_STRUCT(LabelBody, (), (label))

struct ListBody {
  std::string name;
  std::vector<LabelBody> targets;
};
BOOST_DESCRIBE_STRUCT(ListBody, (), (name, targets))

struct FlowBody {
  std::string markdown;
};
BOOST_DESCRIBE_STRUCT(FlowBody, (), (markdown))

struct LaunchBody {
  std::string tree_id;
  std::string target_list_id;
  std::map<std::string, std::string> variables_override;
};
BOOST_DESCRIBE_STRUCT(LaunchBody, (), (tree_id, target_list_id, variables_override))

struct ScheduleBody {
  std::string tree_id;
  std::string target_list_id;
  std::string cron_expression;
  std::map<std::string, std::string> variables_override;
};
BOOST_DESCRIBE_STRUCT(ScheduleBody, (),
                      (tree_id, target_list_id, cron_expression, variables_override))

struct TokenBody {
  std::string name;
  std::vector<std::string> scopes;
  std::int64_t expires_at = 0;
};
BOOST_DESCRIBE_STRUCT(TokenBody, (), (name, scopes, expires_at))

/// Makes one thing and gives it back.
template <class Body>
Result<Made> make(DemoBrowser& browser, const std::string& path, const Body& body) {
  return browser.ask_for<Made>({.path = path, .body = to_json(body)});
}

Result<void> add_servers(DemoBrowser& browser, const DemoFleet& fleet) {
  FETTLE_TRY(key, read_file(fleet.file("user_key"), kFileBytesMax));
  FETTLE_TRY(secret, browser.ask_for<Made>({.method = "PUT",
                                            .path = "/secrets/FLEET_KEY",
                                            .body = to_json(SecretBody{"ssh_key", key})}));
  for (const auto& host : fleet.hosts()) {
    FETTLE_TRY(host_key, read_file(host.folder + "/host_key.pub", kFileBytesMax));
    // Without the remark behind the key.
    host_key = host_key.substr(0, host_key.find(' ', host_key.find(' ') + 1));
    FETTLE_TRY(made, make(browser, "/servers",
                          ServerBody{.name = host.name,
                                     .address = "127.0.0.1",
                                     .port = host.port,
                                     .user = fleet.user(),
                                     .role = "web",
                                     .credential_id = secret.id,
                                     .host_keys = {host_key}}));
    static_cast<void>(made);
  }
  return {};
}

Result<std::string> add_list(DemoBrowser& browser, const DemoFleet& fleet) {
  ListBody list{.name = "Demo fleet"};
  for (const auto& host : fleet.hosts()) list.targets.push_back({host.name});
  FETTLE_TRY(made, make(browser, "/target-lists", list));
  return std::move(made.id);
}

/// Answers its gates as `fettle run --yes` does, until it has ended.
Result<void> carry_out(DemoBrowser& browser, const LaunchBody& launch) {
  FETTLE_TRY(batch, browser.ask_for<usecases::BatchView>(
                        {.path = "/sessions/batch", .body = to_json(launch)}));
  const auto path = "/batches/" + batch.batch_id;
  const auto deadline = Clock::now() + kRunMax;
  while (Clock::now() < deadline) {
    FETTLE_TRY(detail, browser.ask_for<usecases::BatchDetail>({.method = "GET", .path = path}));
    if (detail.ended_at) return {};
    for (const auto& prompt : detail.prompts) {
      const auto answer = to_json(usecases::GateAnswer{
          .stage = prompt.stage, .step = prompt.step, .approved = true, .comment = "demo"});
      // Refused where one answer for all has settled it already.
      static_cast<void>(browser.ask({.path = path + "/gates", .body = answer}));
    }
    ::poll(nullptr, 0, static_cast<int>(kLookEvery.count()));
  }
  return fail(ErrorCode::kBusy, "the service's run takes longer than it should");
}

/// The same plan under another name, with a risk that asks for an approval.
std::string for_approval(std::string plan) {
  const auto replace = [&](std::string_view what, std::string_view with) {
    const auto at = plan.find(what);
    if (at != std::string::npos) plan.replace(at, what.size(), with);
  };
  replace("risk_level: low", "risk_level: medium");
  replace("Demo - a new version, canary first", "Demo - the next version, every night");
  return plan;
}

Result<std::string> make_token(DemoBrowser& browser, const DemoFleet& fleet) {
  const auto now = transport::AsioLoop::wall_clock();
  FETTLE_TRY(made, make(browser, "/tokens",
                        TokenBody{.name = "fettle demo",
                                  .scopes = {"read", "write", "run", "approve"},
                                  .expires_at = (now + kTokenLife).ms}));
  const auto file = fleet.file("token");
  FETTLE_TRY_VOID(write_file(file, made.token + "\n"));
  return file;
}

Result<void> fill(DemoBrowser& browser, const DemoFleet& fleet) {
  FETTLE_TRY_VOID(add_servers(browser, fleet));
  FETTLE_TRY(list, add_list(browser, fleet));
  FETTLE_TRY(plan, read_file(fleet.file("rings.md"), kFileBytesMax));
  FETTLE_TRY(flow, make(browser, "/trees", FlowBody{plan}));
  FETTLE_TRY_VOID(carry_out(
      browser,
      {.tree_id = flow.id, .target_list_id = list, .variables_override = {{"version", "2.1"}}}));
  FETTLE_TRY(nightly, make(browser, "/trees", FlowBody{for_approval(plan)}));
  FETTLE_TRY(schedule, make(browser, "/schedules",
                            ScheduleBody{.tree_id = nightly.id,
                                         .target_list_id = list,
                                         .cron_expression = "0 3 * * *",
                                         .variables_override = {{"version", "2.2"}}}));
  static_cast<void>(schedule);
  return {};
}

}  // namespace

Result<DemoService> start_demo_service(const DemoFleet& fleet, ports::HttpClient& http) {
  FETTLE_TRY(process, start_process(fleet));
  FETTLE_TRY(url, wait_for_word(fleet, "Fettle listens on ", process));
  FETTLE_TRY(link, wait_for_word(fleet, "Set it up, once, within a day: ", process));
  DemoService service{.url = url, .email = kEmail, .password = random_word(16), .token_file = {}};
  DemoBrowser browser(http, url);
  FETTLE_TRY(signed_in, make(browser, "/setup",
                             SetUpBody{.token = link.substr(link.find('#') + 1),
                                       .team = kTeam,
                                       .name = kTeam,
                                       .email = kEmail,
                                       .password = service.password}));
  static_cast<void>(signed_in);
  FETTLE_TRY_VOID(fill(browser, fleet));
  FETTLE_TRY(token_file, make_token(browser, fleet));
  service.token_file = std::move(token_file);
  return service;
}

}  // namespace fettle::cli
